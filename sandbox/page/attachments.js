// Files that wait to be sent with the next message.

import { element } from "./element.js";
import { word } from "./words.js";

const pictures = /^image\/(png|jpeg|gif|webp)$/;

export class Attachments {
  files = []; // {file, photo}

  /** changed() is called when files come or go. */
  constructor(changed) {
    this.changed = changed;
    this.list = document.getElementById("attached");
    const input = document.getElementById("file");
    document.getElementById("attach").addEventListener("click", () => input.click());
    input.addEventListener("change", () => {
      this.add(input.files);
      input.value = "";
    });
    this.#accept(document.getElementById("talk"));
  }

  // accept lets files be dropped and pasted.
  #accept(area) {
    area.addEventListener("dragover", (event) => {
      if (![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault();
      area.classList.add("dropping");
    });
    area.addEventListener("dragleave", () => area.classList.remove("dropping"));
    area.addEventListener("drop", (event) => {
      event.preventDefault();
      area.classList.remove("dropping");
      this.add(event.dataTransfer.files);
    });
    area.addEventListener("paste", (event) => {
      if (event.clipboardData.files.length === 0) return;
      event.preventDefault();
      this.add(event.clipboardData.files);
    });
  }

  add(files) {
    for (const file of files) this.files.push({ file, photo: pictures.test(file.type) });
    this.#render();
  }

  /** take hands over what waits, and forgets it. */
  take() {
    const files = this.files;
    this.files = [];
    this.#render();
    return files;
  }

  #render() {
    this.list.hidden = this.files.length === 0;
    this.list.replaceChildren(...this.files.map((each) => element("li", {},
      element("span", { class: "file-name" }, each.file.name),
      pictures.test(each.file.type) && this.#choice(each),
      element("button", { class: "icon", type: "button", "aria-label": word("remove", each.file.name), onclick: () => this.#drop(each) }, "✕"))));
    this.changed();
  }

  #choice(each) {
    const box = element("input", { type: "checkbox", checked: !each.photo });
    box.addEventListener("change", () => {
      each.photo = !box.checked;
    });
    return element("label", {}, box, word("asFile"));
  }

  #drop(each) {
    this.files = this.files.filter((other) => other !== each);
    this.#render();
  }
}
