// The world as the page knows it: people, chats, messages, who one is and what is unread. Fires "change" after every change.

import { api } from "./api.js";
import { Unread } from "./unread.js";
import { liveIn } from "./clock.js";
import { numbersOf, topicOf } from "./topics.js";

const eager = 16; // up to so many chats are loaded at once; the others when they are opened
const most = 400; // messages of a chat that are shown
const typingMs = 5500; // a client shows a chat action for about five seconds
const refreshMs = 1000; // the state is read at most so often while messages pour in

export class World extends EventTarget {
  state = { bot: {}, users: [], chats: [], commands: [], faults: [] };
  seq = 0;
  me = 0;
  chat = 0;
  messages = new Map(); // chat → Map(message id → message)
  unread = new Unread();
  typing = new Map(); // chat → until when, in ms
  #whole = new Set(); // chats whose history has been read; of the others only news are known
  #title = ""; // of the open chat
  #topic = 0; // that was chosen last
  #announced = false;
  #refreshed = 0;
  #refreshing = 0;

  /** changed tells the listeners once, after whatever is being done now. */
  changed() {
    if (this.#announced) return;
    this.#announced = true;
    queueMicrotask(() => {
      this.#announced = false;
      this.dispatchEvent(new Event("change"));
    });
  }

  /** load forgets everything but who one is, and reads the world afresh. */
  async load() {
    const state = await api.state();
    const chats = state.chats.filter((chat, index) => index < eager || chat.id === this.chat);
    const histories = await Promise.all(chats.map((chat) => api.messages(chat.id)));
    this.messages = new Map();
    this.#whole.clear();
    chats.forEach((chat, index) => this.#remember(chat.id, histories[index] ?? []));
    for (const chat of state.chats) if (chat.forum) this.unread.keep(chat.id, numbersOf(chat));
    this.seq = state.seq;
    this.#see(state);
    await this.open(this.me, this.chat);
  }

  /** refresh reads people, chats, commands and faults again. */
  async refresh() {
    this.#see(await api.state());
    await this.open(this.me, this.chat);
  }

  /** refreshSoon reads them again at once, or a little later where that was done just now. */
  refreshSoon() {
    clearTimeout(this.#refreshing);
    const wait = Math.max(0, this.#refreshed + refreshMs - Date.now());
    this.#refreshing = setTimeout(() => this.refresh().catch((error) => console.warn("sandbox:", error)), wait);
  }

  #see(state) {
    liveIn(state.zone);
    this.#refreshed = Date.now();
    this.state = state;
    if (!this.user()) this.me = state.users[0]?.id ?? 0;
    const chats = this.chatsOf(this.me);
    if (!chats.some((chat) => chat.id === this.chat)) this.chat = this.#successor(chats)?.id ?? 0;
    this.#title = this.place()?.title;
    this.changed();
  }

  // A group that has become a supergroup has another id and the same title.
  #successor(chats) {
    return chats.find((chat) => chat.type !== "private" && chat.title === this.#title) ?? chats[0];
  }

  #remember(chat, messages) {
    const known = this.messages.get(chat) ?? new Map();
    for (const message of messages) {
      if (!message.deleted && !(known.get(message.message_id)?.seq > message.seq)) known.set(message.message_id, message);
    }
    this.messages.set(chat, known);
    this.#whole.add(chat);
  }

  /** apply takes in what has changed since the last time. */
  apply(changes) {
    this.seq = changes.seq;
    for (const message of changes.messages ?? []) this.#take(message);
    for (const chat of changes.typing ?? []) this.#types(chat);
    this.changed();
  }

  #take(message) {
    const known = this.messages.get(message.chat) ?? new Map();
    this.messages.set(message.chat, known);
    const before = known.get(message.message_id);
    if (message.deleted) {
      known.delete(message.message_id);
      return;
    }
    if (before && before.seq > message.seq) return;
    known.set(message.message_id, message);
    if (message.bot) this.typing.delete(message.chat);
    if (!before && !message.edit_date) this.#count(message);
  }

  #count(message) {
    const chat = this.state.chats.find((chat) => chat.id === message.chat);
    const readers = chat?.type === "private" ? [chat.id] : (chat?.members ?? []);
    for (const user of readers) {
      if (user !== message.from && !this.reads(user, message.chat, topicOf(message))) this.unread.add(user, message.chat, topicOf(message));
    }
  }

  #types(chat) {
    this.typing.set(chat, Date.now() + typingMs);
    setTimeout(() => this.changed(), typingMs + 50);
  }

  /** reads reports whether this conversation is before somebody's eyes. */
  reads(user, chat, topic) {
    return user === this.me && chat === this.chat && topic === this.topic && !document.hidden && document.body.dataset.view === "talk";
  }

  /** read marks the open conversation as read, if it can be seen. */
  read() {
    const { me, chat, topic } = this;
    if (this.reads(me, chat, topic) && this.unread.read(me, chat, topic)) this.changed();
  }

  /** open makes one the user me in a chat and a topic, by itself the one that was open there, and loads the chat if need be. */
  async open(me, chat, topic = chat === this.chat ? this.topic : 0) {
    this.point(me, chat, topic);
    this.#title = this.place()?.title;
    this.read();
    this.changed();
    if (!chat || this.#whole.has(chat)) return;
    this.#remember(chat, await api.messages(chat));
    this.changed();
  }

  /** point says where one wants to be, before that can be known to be there. */
  point(me, chat, topic) {
    Object.assign(this, { me, chat });
    this.#topic = topic;
  }

  user(id = this.me) {
    return this.state.users.find((user) => user.id === id);
  }

  place(id = this.chat) {
    return this.state.chats.find((chat) => chat.id === id);
  }

  /** chatsOf lists what a user sees: the conversation with the bot, then the groups. */
  chatsOf(user) {
    const own = this.state.chats.filter((chat) => chat.type === "private" && chat.id === user);
    return [...own, ...this.state.chats.filter((chat) => chat.type !== "private" && chat.members?.includes(user))];
  }

  /** topic is the open one of a forum, the first one where that is gone; 0 elsewhere. */
  get topic() {
    const chat = this.place();
    return !chat || numbersOf(chat).includes(this.#topic) ? this.#topic : 0;
  }

  /** history lists the latest messages of a chat, oldest first. */
  history(chat) {
    const all = [...(this.messages.get(chat)?.values() ?? [])].sort((a, b) => a.message_id - b.message_id);
    return all.slice(-most);
  }

  /** conversation lists those of the open topic of the open chat. */
  get conversation() {
    return this.history(this.chat).filter((message) => topicOf(message) === this.topic);
  }

  /** private reports whether the open chat is the one with the bot alone. */
  get private() {
    return this.place()?.type === "private";
  }
}
