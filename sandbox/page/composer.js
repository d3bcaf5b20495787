// The message box: text, reply, attachments, command menu, and what the bot offers inline.

import { Attachments } from "./attachments.js";
import { Menu, commandsFor } from "./commands.js";
import { Offers, inlineQuery } from "./offers.js";
import { element } from "./element.js";
import { excerpt } from "./excerpt.js";
import { word } from "./words.js";

const sends = (event) => event.key === "Enter" && !event.shiftKey;

export class Composer {
  #drafts = new Map(); // "user/chat/topic" → text
  #open = "";
  #replied; // the message to be answered

  /** send({text, reply_to, files}) and choose({query_id, result_id, reply_to}) resolve to false where that could not be sent. */
  constructor(world, send, choose) {
    Object.assign(this, { world, send, choose });
    this.box = document.getElementById("draft");
    this.form = document.getElementById("composer");
    this.menu = new Menu(this.box, (command, now) => this.#pick(command, now));
    this.offers = new Offers(this.box, (choice) => void this.#post(choice));
    this.attachments = new Attachments(() => this.#fit());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#submit();
    });
    this.box.addEventListener("keydown", (event) => this.#key(event));
    this.box.addEventListener("keypress", (event) => sends(event) && event.preventDefault()); // sent on its own by some tools
    this.box.addEventListener("input", (event) => event.isComposing ? this.#fit() : this.#typed());
    this.box.addEventListener("compositionend", () => this.#typed());
    this.box.addEventListener("focus", () => this.#offer());
    this.box.addEventListener("blur", () => this.#closeLists());
    document.getElementById("menu").addEventListener("click", () => this.#toggleMenu());
  }

  /** render follows to another chat or topic: its draft, no reply, no open menu. */
  render(placeholder) {
    const open = `${this.world.me}/${this.world.chat}/${this.world.topic}`;
    this.placeholder = placeholder;
    if (open !== this.#open) {
      if (this.#open) this.#drafts.set(this.#open, this.box.value);
      else this.#drafts.set(open, this.box.value); // typed while the page was loading
      this.#open = open;
      this.box.value = this.#drafts.get(open) ?? "";
      this.reply(undefined);
      this.#closeLists();
    }
    if (this.menu.open) this.menu.update(this.#commands());
    this.#fit();
  }

  /** reply makes the next message an answer to message, or to none. */
  reply(message) {
    this.#replied = message;
    const bar = document.getElementById("quoting");
    bar.hidden = !message;
    bar.replaceChildren();
    if (!message) return;
    bar.append(element("div", {}, element("b", {}, word("replyTo", message.name)), element("span", {}, excerpt(message))),
      element("button", { class: "icon", type: "button", "aria-label": word("noReply"), onclick: () => this.reply(undefined) }, "✕"));
    this.focus();
  }

  /** mention puts the bot's name and a query into the box, as an inline key asks for. */
  mention(query) {
    this.box.value = `@${this.world.state.bot.username} ${query}`;
    this.#typed();
    this.focus();
  }

  focus() {
    this.box.focus({ preventScroll: true });
  }

  #commands() {
    return commandsFor(this.world.state.commands ?? [], this.world.place(), this.world.user());
  }

  #typed() {
    const typed = /^\/([a-z0-9_]*)$/i.exec(this.box.value);
    if (typed) this.menu.show(this.#commands(), typed[1]);
    else this.menu.close();
    this.#offer();
    this.#fit();
  }

  // offer shows what the bot offers while the text is an inline query.
  #offer() {
    const { me, chat, state } = this.world;
    const query = inlineQuery(this.box.value, state.bot.username);
    if (query === undefined) this.offers.close();
    else this.offers.ask({ user: me, chat: this.world.private ? 0 : chat, query });
  }

  #closeLists() {
    this.menu.close();
    this.offers.close();
  }

  #toggleMenu() {
    if (this.menu.open) return this.menu.close();
    this.focus();
    this.menu.show(this.#commands(), "");
  }

  #pick(command, now) {
    this.menu.close();
    const text = this.world.private ? `/${command}` : `/${command}@${this.world.state.bot.username}`;
    this.box.value = now ? text : `${text} `;
    this.#fit();
    if (now) void this.#submit();
    else this.focus();
  }

  #key(event) {
    if (event.isComposing || event.keyCode === 229) return; // the Enter that ends an input method's word
    const list = [this.menu, this.offers].find((each) => each.open);
    if (list?.key(event.key)) return event.preventDefault();
    if (event.key === "Escape" && this.#replied) return this.reply(undefined);
    if (!sends(event)) return;
    event.preventDefault();
    void this.#submit();
  }

  async #submit() {
    const files = this.attachments.take();
    if (!this.box.value.trim() && files.length === 0) return;
    await this.#leave((text, reply_to) => this.send({ text: text.trim(), reply_to, files }));
  }

  // post posts what the bot offered in place of what asked for it.
  #post(choice) {
    return this.#leave((text, reply_to) => this.choose({ ...choice, reply_to }));
  }

  // leave empties the box for what goes off; where it does not, nothing that was typed is lost.
  async #leave(go) {
    const text = this.box.value;
    const replied = this.#replied;
    this.box.value = "";
    this.#closeLists();
    this.reply(undefined);
    this.#fit();
    this.focus();
    if (await go(text, replied?.message_id ?? 0)) return;
    if (!this.box.value) this.box.value = text;
    this.#fit();
  }

  // fit gives the box the height of its text and says whether there is something to send.
  #fit() {
    const attached = this.attachments?.files.length > 0;
    this.box.style.height = "auto";
    this.box.style.height = `${Math.min(this.box.scrollHeight, 180)}px`;
    this.box.placeholder = attached ? word("caption") : this.placeholder || word("draft");
    document.getElementById("send").disabled = !attached && !this.box.value.trim();
  }
}
