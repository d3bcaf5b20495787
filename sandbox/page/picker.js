// A list above the message box from which one row is picked, by mouse or keyboard; the box keeps the focus.

import { element } from "./element.js";

const steps = { ArrowDown: 1, ArrowUp: -1 };

export class Picker {
  #rows = [];
  #at = -1;

  /** pick(index, key) is called for the row picked; key is the one pressed, or "" for the mouse. */
  constructor(box, list, pick) {
    Object.assign(this, { box, list, pick });
    list.addEventListener("mousedown", (event) => event.preventDefault()); // or the box would lose the focus
  }

  get open() {
    return !this.list.hidden;
  }

  /** show opens the list with these rows, each the children of one, and marks the one at index; -1: none. */
  show(rows, marked = -1) {
    this.#rows = [];
    this.list.replaceChildren();
    this.add(rows);
    this.list.hidden = false;
    this.list.scrollTop = 0;
    this.box.setAttribute("aria-controls", this.list.id);
    this.box.setAttribute("aria-expanded", "true");
    this.#mark(rows.length > 0 ? marked : -1);
  }

  /** add puts more rows below. */
  add(rows) {
    for (const children of rows) {
      const index = this.#rows.length;
      const row = element("li", {
        role: "option", id: `${this.list.id}-${index}`, "aria-selected": "false", onclick: () => this.pick(index, ""),
      }, ...children);
      this.#rows.push(row);
      this.list.append(row);
    }
  }

  /** say puts a line of text in place of rows. */
  say(text) {
    this.list.append(element("li", { class: "none", role: "presentation" }, text));
  }

  close() {
    if (!this.open) return;
    this.list.hidden = true;
    this.#at = -1;
    this.box.setAttribute("aria-expanded", "false");
    this.box.removeAttribute("aria-activedescendant");
  }

  #mark(index) {
    this.#at = index;
    this.#rows.forEach((row, each) => row.setAttribute("aria-selected", String(each === index)));
    if (index < 0) return this.box.removeAttribute("aria-activedescendant");
    this.box.setAttribute("aria-activedescendant", this.#rows[index].id);
    this.#rows[index].scrollIntoView({ block: "nearest" });
  }

  /** key takes a key press while the list is open; true: it was for the list. */
  key(name) {
    const count = this.#rows.length;
    const step = steps[name];
    if (name === "Escape") this.close();
    else if (step && count > 0) this.#mark(this.#at < 0 && step < 0 ? count - 1 : (this.#at + step + count) % count);
    else if ((name === "Enter" || name === "Tab") && this.#at >= 0) this.pick(this.#at, name);
    else return false;
    return true;
  }
}
