// The command menu: which commands hold for somebody in a chat, and the list that opens at "/".

import { Picker } from "./picker.js";
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

/** Menu is the list above the message box. */
export class Menu {
  #rows = [];
  #source = ""; // what is shown: the commands and what was typed
  #typed = "";

  /** choose(command, send) is called with the command picked: to be sent at once, or to be put into the box. */
  constructor(box, choose) {
    this.picker = new Picker(box, document.getElementById("commands"), (index, key) => choose(this.#rows[index].command, key !== "Tab"));
  }

  get open() {
    return this.picker.open;
  }

  /** show lists the commands that begin with typed, "" being all of them. */
  show(commands, typed) {
    this.#typed = typed;
    this.#source = JSON.stringify(commands);
    this.#rows = commands.filter((command) => command.command.startsWith(typed.toLowerCase()));
    const none = commands.length === 0;
    if (this.#rows.length === 0 && !(none && typed === "")) return this.close();
    this.picker.show(this.#rows.map(row), typed ? 0 : -1);
    if (none) this.picker.say(word("noCommands"));
  }

  /** update takes in that the bot has registered other commands meanwhile. */
  update(commands) {
    if (JSON.stringify(commands) !== this.#source) this.show(commands, this.#typed);
  }

  close() {
    this.picker.close();
  }

  /** key takes a key press while the list is open; true: it was for the list. */
  key(name) {
    return this.picker.key(name);
  }
}

function row({ command, description }) {
  return [element("b", {}, `/${command}`), element("span", {}, description)];
}
