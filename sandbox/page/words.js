// The words of the page itself, Chinese and English. What the bot says never passes through here.

const words = {
  title: ["聊天沙盒", "Chat sandbox"],
  skip: ["跳到输入框", "Skip to the message box"],
  chats: ["身份与会话", "People and chats"],
  gallery: ["样张", "Gallery"],
  galleryTip: ["全部消息与按钮样张 · Gallery of all messages", "Every message and keyboard of the bot"],
  toggle: ["EN", "中文"],
  toggleTip: ["Switch this page to English", "本页改用中文"],
  find: ["查找姓名或编号", "Find a name or an id"],
  hint: ["点选“谁的会话”，即以此人身份说话。", "Choose a chat under a person to speak as that person."],
  more: ["还有 {0} 人，请用上方查找", "{0} more, use the search above"],
  switch: ["切换身份与会话", "Switch person or chat"],
  faults: ["故障", "Faults"],
  faultsTip: ["模拟网络与平台故障 · Simulate faults", "Simulate faults of network and platform"],
  offline: ["与沙盒的连接已断开，正在重新连接……", "The sandbox does not answer; reconnecting …"],
  log: ["聊天记录", "Conversation"],
  commands: ["命令菜单", "Commands"],
  noCommands: ["机器人没有为此人登记命令", "The bot has registered no commands for this person"],
  offers: ["机器人提供的内容", "What the bot offers"],
  searching: ["正在查找……", "Searching …"],
  offersNone: ["没有找到可发送的内容", "Nothing found to send"],
  offersUnanswered: ["机器人没有应答", "The bot did not answer"],
  via: ["通过 @{0}", "via @{0}"],
  attach: ["发送图片或文件", "Send a picture or a file"],
  draft: ["输入消息", "Message"],
  caption: ["为附件添加说明", "Add a caption"],
  keys: ["显示或收起快捷键盘", "Show or hide the keyboard"],
  send: ["发送", "Send"],
  sendTip: ["发送（Enter），换行（Shift+Enter）", "Send (Enter), new line (Shift+Enter)"],
  start: ["开始使用", "START"],
  unblock: ["解除屏蔽", "UNBLOCK"],
  deactivatedHere: ["此账号已注销，不能再发言。", "This account has been deleted."],
  latest: ["最新消息", "Latest messages"],
  newer: ["{0} 条新消息", "{0} new messages"],
  empty: ["还没有消息。先发一条，从“/”菜单里选一个命令，或者输入“@{0} ”挑一条机器人提供的内容。", "No messages yet. Write one, choose a command from the “/” menu, or type “@{0} ” and pick what the bot offers."],
  none: ["尚无消息", "no messages yet"],
  asPerson: ["身份：{0}", "You are {0}"],
  members: ["{0} 人与机器人", "{0} people and the bot"],
  typing: ["机器人正在输入……", "the bot is typing …"],
  notStarted: ["尚未开始", "not started"],
  blocked: ["已屏蔽", "blocked"],
  deactivated: ["已注销", "deleted"],
  unread: ["{0} 条未读", "{0} unread"],
  says: ["{0}：{1}", "{0}: {1}"],
  you: ["我", "You"],
  edited: ["已编辑", "edited"],
  editedAt: ["编辑于 {0}", "edited {0}"],
  reply: ["回复", "Reply"],
  replyTo: ["回复 {0}", "Reply to {0}"],
  noReply: ["取消回复", "Cancel reply"],
  migrated: ["本群已升级为超级群", "This group has become a supergroup"],
  topics: ["话题", "Topics"],
  general: ["常规话题", "General"],
  shut: ["已关闭", "closed"],
  newTopic: ["新建话题", "New topic"],
  newTopicAsk: ["新话题的名称", "Name of the new topic"],
  topicOpened: ["新话题：{0}", "New topic: {0}"],
  topicRenamed: ["话题改名为：{0}", "The topic is now called: {0}"],
  topicClosed: ["话题已关闭：{0}", "Topic closed: {0}"],
  topicReopened: ["话题已重新打开：{0}", "Topic open again: {0}"],
  asFile: ["以文件发送", "Send as a file"],
  gone: ["原消息已删除", "Deleted message"],
  remove: ["移除 {0}", "Remove {0}"],
  photo: ["图片", "Photo"],
  document: ["文件", "File"],
  video: ["视频", "Video"],
  animation: ["动图", "Animation"],
  audio: ["音频", "Audio"],
  voice: ["语音", "Voice message"],
  poll: ["投票", "Poll"],
  location: ["位置", "Location"],
  download: ["下载 {0}", "Download {0}"],
  map: ["在地图中查看", "Show on the map"],
  anonymous: ["匿名投票", "Anonymous poll"],
  named: ["实名投票", "Public poll"],
  multiple: ["可多选", "several answers"],
  votes: ["{0} 票", "{0} votes"],
  closed: ["已结束", "closed"],
  reveal: ["点按显示", "Press to reveal"],
  copy: ["点按复制", "Press to copy"],
  copied: ["已复制", "Copied"],
  waiting: ["等待机器人应答", "Waiting for the bot"],
  unanswered: ["机器人没有应答这个按钮", "The bot did not answer this button"],
  refused: ["沙盒没有接受：{0}", "The sandbox refused: {0}"],
  dropped: ["松开即可附上文件", "Drop to attach"],
  ok: ["好", "OK"],
  yes: ["确定", "Yes, do it"],
  cancel: ["取消", "Cancel"],
  close: ["关闭", "Close"],
};

/** addWords brings in the words of one more part of the page: key → [Chinese, English]. */
export function addWords(more) {
  Object.assign(words, more);
}

const storageKey = "sandbox.language";

/** language is the language of the page: "zh" or "en". */
export function language() {
  return localStorage.getItem(storageKey) === "en" ? "en" : "zh";
}

/** toggleLanguage changes over to the other language. */
export function toggleLanguage() {
  localStorage.setItem(storageKey, language() === "zh" ? "en" : "zh");
}

/** word is the text of key in the page's language, {0}, {1} … replaced. */
export function word(key, ...values) {
  return filled(words[key]?.[language() === "zh" ? 0 : 1] ?? key, values);
}

/** otherWord is the same text in the other language, for second lines and titles. */
export function otherWord(key, ...values) {
  return filled(words[key]?.[language() === "zh" ? 1 : 0] ?? key, values);
}

function filled(text, values) {
  return text.replace(/\{(\d)\}/g, (_, index) => String(values[index] ?? ""));
}

/** translate fills in the fixed texts of the page: data-word, data-word-label, data-word-title, data-word-placeholder. */
export function translate(root = document) {
  document.documentElement.lang = language() === "zh" ? "zh-CN" : "en";
  for (const node of root.querySelectorAll("[data-word]")) node.textContent = word(node.dataset.word);
  for (const node of root.querySelectorAll("[data-word-label]")) node.setAttribute("aria-label", word(node.dataset.wordLabel));
  for (const node of root.querySelectorAll("[data-word-title]")) node.title = word(node.dataset.wordTitle);
  for (const node of root.querySelectorAll("[data-word-placeholder]")) node.placeholder = word(node.dataset.wordPlaceholder);
}
