// The list of who one can be, and of the chats each of them sees.

import { avatar, element, refill } from "./element.js";
import { excerpt } from "./excerpt.js";
import { numbersOf } from "./topics.js";
import { time } from "./clock.js";
import { word } from "./words.js";

const most = 40; // people shown at once
const searchable = 8; // more people than that get a search field

export class Chats {
  /** select(user, chat) is called when a chat is chosen. */
  constructor(world, select) {
    this.world = world;
    this.select = select;
    this.people = document.getElementById("people");
    this.find = document.getElementById("find");
    this.find.addEventListener("input", () => this.render());
    this.people.addEventListener("keydown", (event) => this.#move(event));
  }

  render() {
    const users = this.#found();
    document.getElementById("finder").hidden = this.world.state.users.length <= searchable;
    const sections = users.slice(0, most).map((user) => this.#section(user));
    const rest = users.length - most;
    refill(this.people, rest > 0 ? [...sections, element("p", { class: "hint" }, word("more", rest))] : sections);
  }

  #found() {
    const wanted = this.find.value.trim().toLowerCase();
    return this.world.state.users.filter((user) => `${user.first_name} ${user.id}`.toLowerCase().includes(wanted));
  }

  #section(user) {
    const self = user.id === this.world.me;
    const heading = `person-${user.id}`;
    return element("section", { class: self ? "person self" : "person", "data-key": user.id, "aria-labelledby": heading },
      element("h2", { id: heading }, avatar(user.id, user.first_name),
        element("span", { class: "who" }, user.first_name),
        element("small", {}, this.#standing(user))),
      element("ul", {}, ...this.world.chatsOf(user.id).map((chat) => element("li", {}, this.#row(user, chat)))));
  }

  #standing(user) {
    const standing = ["deactivated", "blocked"].find((state) => user[state]) ?? (user.started ? "" : "notStarted");
    return [user.language_code, standing && word(standing), user.id].filter(Boolean).join(" · ");
  }

  #row(user, chat) {
    const open = user.id === this.world.me && chat.id === this.world.chat;
    const unread = this.world.unread.of(user.id, chat.id, numbersOf(chat));
    const last = this.world.history(chat.id).at(-1);
    return element("button", {
      type: "button", class: "chat", "data-key": `${user.id}/${chat.id}`, "aria-current": open && "true",
      onclick: () => this.select(user.id, chat.id),
    },
    mark(this.world, chat),
    element("span", { class: "name" }, title(this.world, chat)),
    last && element("time", {}, time(last.date)),
    element("span", { class: "last" }, last ? this.#line(last, chat, user) : word("none")),
    unread > 0 && element("span", { class: "badge", "aria-label": word("unread", unread) }, String(unread)));
  }

  #line(message, chat, user) {
    const author = message.from === user.id ? word("you") : chat.type === "private" ? "" : message.name;
    return author && !message.service ? word("says", author, excerpt(message)) : excerpt(message);
  }

  #move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const rows = [...this.people.querySelectorAll(".chat")];
    rows[rows.indexOf(document.activeElement) + step]?.focus();
  }
}

// mark is the avatar of a chat: groups are told by their corners.
function mark(world, chat) {
  const bot = chat.type === "private";
  const node = avatar(bot ? world.state.bot.id : chat.id, title(world, chat));
  node.classList.add(bot ? "bot" : "group");
  return node;
}

/** title is what a chat is called: the bot's name for the private one. */
export const title = (world, chat) => (chat?.type === "private" ? world.state.bot.first_name : chat?.title) ?? "";
