// Keyboards: the inline one under a message, and the one below the conversation.

import { element } from "./element.js";
import { anchor } from "./links.js";
import { word } from "./words.js";

/** inline lays the keys of a message out in rows. reader.press(key, button) is called for keys that ask the bot. */
export function inline(rows, reader) {
  if (!rows?.length) return null;
  return element("div", { class: "keyboard" },
    ...rows.map((row) => element("div", { class: "keys" }, ...row.map((key) => inlineKey(key, reader)))));
}

function inlineKey(key, reader) {
  const attributes = { class: `key ${styles.has(key.style) ? key.style : ""}`.trim(), title: key.text };
  const address = key.url || key.web_app?.url || key.login_url?.url;
  const label = element("span", {}, key.text);
  if (address) return anchor(address, reader, { ...attributes, class: `${attributes.class} out`, title: `${key.text}\n${address}` }, label);
  const button = element("button", { ...attributes, type: "button" }, label);
  button.addEventListener("click", () => act(key, button, reader));
  return button;
}

const styles = new Set(["danger", "success", "primary"]);

function act(key, button, reader) {
  const query = key.switch_inline_query_current_chat ?? key.switch_inline_query;
  if (key.copy_text) reader.copy(key.copy_text.text);
  else if (query !== undefined) reader.mention(query);
  else reader.press(key, button);
}

/** Pad is the keyboard below the conversation (Bot API, ReplyKeyboardMarkup): shown, hidden, or none. */
export class Pad {
  #markup = null;
  #hidden = false;

  /** say(text) sends what a key says. */
  constructor(say) {
    this.say = say;
    this.pad = document.getElementById("pad");
    this.toggle = document.getElementById("keys");
    this.toggle.addEventListener("click", () => {
      this.#hidden = !this.#hidden;
      this.#render();
    });
  }

  /** show takes the keyboard that holds now: that of the latest message which brought or removed one. */
  show(message) {
    const markup = message?.reply_keyboard?.keyboard ? message.reply_keyboard : null;
    const key = markup && `${message.chat}/${message.message_id}`;
    if (key === this.key) return;
    Object.assign(this, { key });
    this.#markup = markup;
    this.#hidden = false;
    this.#render();
  }

  /** placeholder is what the keyboard wants to stand in the empty message box. */
  get placeholder() {
    return this.#markup?.input_field_placeholder ?? "";
  }

  #render() {
    const markup = this.#markup;
    this.toggle.hidden = !markup;
    this.toggle.setAttribute("aria-pressed", String(Boolean(markup) && !this.#hidden));
    this.pad.hidden = !markup || this.#hidden;
    this.pad.replaceChildren(...(markup?.keyboard ?? []).map((row) => element("div", { class: "keys" }, ...row.map((key) => this.#key(key)))));
    this.pad.setAttribute("aria-label", word("keys"));
  }

  #key(key) {
    const text = typeof key === "string" ? key : key.text;
    return element("button", { class: "key", type: "button", title: text, onclick: () => this.#press(text) }, element("span", {}, text));
  }

  #press(text) {
    if (this.#markup.one_time_keyboard) {
      this.#hidden = true;
      this.#render();
    }
    this.say(text);
  }
}
