// The chat page: puts its parts together and keeps them in step with the world.

import { alertBox, toast } from "./toasts.js";
import { toggleLanguage, translate, word } from "./words.js";
import { Chats, title } from "./chats.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { Faults } from "./faults.js";
import { Pad } from "./keyboard.js";
import { Topics } from "./topics.js";
import { World } from "./world.js";
import { api } from "./api.js";
import { follow } from "./changes.js";
import { readerLocale } from "./clock.js";
import { startCommand } from "./links.js";

const answerMs = 15_000; // how long a pressed key waits for the bot

const byId = (id) => document.getElementById(id);
const world = new World();
const chats = new Chats(world, (user, chat) => void open(user, chat));
const topics = new Topics(world, (topic) => void open(world.me, world.chat, topic));
const conversation = new Conversation(world, scene);
const composer = new Composer(world, send, choose);
const pad = new Pad((text) => void send({ text }));
const faults = new Faults(world);

// scene is what an entry of the conversation needs to know about the world.
function scene(message) {
  return {
    me: world.me,
    group: !world.private,
    replied: message.reply_to ? world.messages.get(message.chat)?.get(message.reply_to) : undefined,
    reader,
    reply: (answered) => composer.reply(answered),
    jump: (id) => conversation.jump(id),
  };
}

// reader is whoever looks at a message: how they read it, and what they can do with it.
function reader(message) {
  return {
    locale: readerLocale(world.user()?.language_code),
    username: world.state.bot.username,
    say: (text, chat = world.chat) => void say(text, chat),
    copy: (text) => void attempt(() => navigator.clipboard.writeText(text)).then((done) => done && toast(word("copied"))),
    mention: (query) => composer.mention(query),
    press: (key, button) => void press(message, key, button),
  };
}

async function attempt(act) {
  try {
    await act();
    return true;
  } catch (error) {
    toast(word("refused", error.message), "bad");
    return false;
  }
}

async function open(user, chat, topic) {
  if (user !== world.me) byId("toasts").replaceChildren(); // they were for somebody else
  show("talk");
  await attempt(() => world.open(user, chat, topic));
  composer.focus();
}

// say sends a text; chat 0 is the conversation with the bot alone, where a deep link leads.
async function say(text, chat) {
  if (chat === 0) await open(world.me, world.me);
  await send({ text });
}

// here is where what is said goes.
const here = () => ({ chat: world.private ? 0 : world.chat, message_thread_id: world.topic });

function send({ text, reply_to = 0, files = [] }) {
  const target = { from: world.me, ...here(), reply_to };
  if (files.length === 0) return attempt(() => api.send({ ...target, text }));
  const group = files.length > 1 ? `page-${Date.now()}` : "";
  return attempt(async () => {
    for (const [index, { file, photo }] of files.entries()) {
      await api.upload({ ...target, caption: index === 0 ? text : "", photo, media_group_id: group }, file);
    }
  });
}

// choose posts what the bot offered into the open conversation.
function choose(choice) {
  return attempt(() => api.choose({ ...choice, ...here() }));
}

async function press(message, key, button) {
  button.setAttribute("aria-busy", "true");
  button.title = word("waiting");
  const data = { user: world.me, chat: message.chat, message_id: message.message_id, data: key.callback_data, wait_ms: answerMs };
  await attempt(async () => {
    const answer = await api.press(data);
    const command = answer.url && startCommand(answer.url, world.state.bot.username);
    if (command) await say(command, 0);
    else if (answer.answered) notice({ user: world.me, ...answer });
    else toast(word("unanswered"), "bad");
  });
  button.removeAttribute("aria-busy");
  button.title = key.text;
}

function notice({ user, text, alert }) {
  if (user !== world.me) return;
  if (alert) alertBox(text);
  else toast(text);
}

function show(view) {
  document.body.dataset.view = view;
  world.read();
}

// below shows the message box, or what stands in its place: the start of the bot, or the end of its blocking.
function below() {
  const user = world.user();
  const state = !world.private ? "" : user?.deactivated ? "deactivatedHere" : user?.blocked ? "unblock" : user?.started ? "" : "start";
  const button = byId("start");
  button.hidden = !state;
  button.disabled = state === "deactivatedHere";
  button.textContent = state && word(state);
  button.onclick = () => void (state === "start" ? send({ text: "/start" }) : attempt(() => api.block(world.me, false)));
  byId("composer").hidden = Boolean(state);
}

function header() {
  const chat = world.place();
  const types = (world.typing.get(world.chat) ?? 0) > Date.now();
  const self = word("asPerson", world.user()?.first_name ?? "");
  byId("bot-name").textContent = world.state.bot.username ? `@${world.state.bot.username}` : "";
  byId("chat-title").textContent = title(world, chat);
  byId("chat-status").textContent = types ? word("typing") : world.private ? self : `${self} · ${word("members", chat?.members?.length ?? 0)}`;
  byId("chat-status").classList.toggle("typing", types);
  const unread = world.unread.all;
  byId("elsewhere").hidden = unread === 0;
  byId("elsewhere").textContent = String(unread);
  document.title = `${unread > 0 ? `(${unread}) ` : ""}${title(world, chat)} · ${word("title")}`;
}

function render() {
  chats.render();
  header();
  topics.render();
  below();
  pad.show(world.conversation.findLast((message) => message.bot && message.reply_keyboard));
  composer.render(pad.placeholder);
  conversation.render();
  faults.render();
  if (world.chat) history.replaceState(null, "", `#${world.me}/${world.chat}${world.topic ? `/${world.topic}` : ""}`);
}

// follow the address: "#user/chat", in a forum "#user/chat/topic", so that a window can be opened for each person.
function address() {
  const [, user, chat, topic] = /^#(\d+)\/(-?\d+)(?:\/(\d+))?$/.exec(location.hash) ?? [];
  if (!user) return;
  world.point(Number(user), Number(chat), Number(topic ?? 0));
  world.changed();
}

byId("language").addEventListener("click", () => {
  toggleLanguage();
  translate();
  render();
});
byId("switch").addEventListener("click", () => show("list"));
matchMedia("(min-width: 761px)").addEventListener("change", () => show("talk"));
document.addEventListener("visibilitychange", () => world.read());
window.addEventListener("hashchange", address);
world.addEventListener("change", render);

translate();
address();
void follow(world, (connected) => { byId("offline").hidden = connected; }, notice);
