// The command menu: which commands hold for somebody in a chat, and the list that opens at "/".

import { element } from "./element.js";
import { word } from "./words.js";

/** commandsFor finds the menu by scope and language, the narrowest first (Bot API, "Determining list of commands"). */
export function commandsFor(sets, chat, user) {
  const language = (user?.language_code ?? "").slice(0, 2).toLowerCase();
  for (const fits of scopes(chat, user)) {
    for (const code of [language, ""]) {
      const set = sets.find((set) => (set.language_code ?? "") === code && fits(set.scope ?? { type: "default" }));
      if (set) return set.commands;
    }
  }
  return [];
}

function scopes(chat, user) {
  const here = (type) => (scope) => scope.type === type && String(scope.chat_id) === String(chat?.id);
  const any = (type) => (scope) => scope.type === type;
  const preset = any("default");
  if (chat?.type === "private") return [here("chat"), any("all_private_chats"), preset];
  const creator = chat?.members?.[0] === user?.id; // the sandbox names the creator first
  return [
    (scope) => here("chat_member")(scope) && String(scope.user_id) === String(user?.id),
    ...(creator ? [here("chat_administrators")] : []), here("chat"),
    ...(creator ? [any("all_chat_administrators")] : []), any("all_group_chats"), preset,
  ];
}

/** Menu is the list above the message box; the box keeps the focus. */
export class Menu {
  #rows = [];
  #at = -1;
  #source = ""; // what is shown: the commands and what was typed
  #typed = "";

  /** choose(command, send) is called with the command picked: to be sent at once, or to be put into the box. */
  constructor(box, choose) {
    this.box = box;
    this.choose = choose;
    this.list = document.getElementById("commands");
  }

  get open() {
    return !this.list.hidden;
  }

  /** show lists the commands that begin with typed, "" being all of them. */
  show(commands, typed) {
    this.#typed = typed;
    this.#source = JSON.stringify(commands);
    this.#rows = commands.filter((command) => command.command.startsWith(typed.toLowerCase()));
    const none = commands.length === 0;
    if (this.#rows.length === 0 && !(none && typed === "")) return this.close();
    this.list.replaceChildren(...this.#rows.map((row, index) => this.#row(row, index)));
    if (none) this.list.append(element("li", { class: "none", role: "presentation" }, word("noCommands")));
    this.list.hidden = false;
    this.box.setAttribute("aria-expanded", "true");
    this.#mark(typed && this.#rows.length > 0 ? 0 : -1);
  }

  /** update takes in that the bot has registered other commands meanwhile. */
  update(commands) {
    if (JSON.stringify(commands) !== this.#source) this.show(commands, this.#typed);
  }

  #row(row, index) {
    return element("li", {
      role: "option", id: `command-${index}`, "aria-selected": "false",
      onmousedown: (event) => event.preventDefault(),
      onclick: () => this.choose(row.command, true),
    }, element("b", {}, `/${row.command}`), element("span", {}, row.description));
  }

  close() {
    this.list.hidden = true;
    this.#at = -1;
    this.box.setAttribute("aria-expanded", "false");
    this.box.removeAttribute("aria-activedescendant");
  }

  #mark(index) {
    this.#at = index;
    [...this.list.children].forEach((row, each) => row.setAttribute("aria-selected", String(each === index)));
    if (index < 0) return this.box.removeAttribute("aria-activedescendant");
    this.box.setAttribute("aria-activedescendant", `command-${index}`);
    this.list.children[index].scrollIntoView({ block: "nearest" });
  }

  /** key takes a key press while the list is open; true: it was for the list. */
  key(name) {
    const count = this.#rows.length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[name];
    if (name === "Escape") this.close();
    else if (step && count > 0) this.#mark(this.#at < 0 && step < 0 ? count - 1 : (this.#at + step + count) % count);
    else if ((name === "Enter" || name === "Tab") && this.#at >= 0) this.choose(this.#rows[this.#at].command, name === "Enter");
    else return false;
    return true;
  }
}
