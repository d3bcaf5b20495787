// The conversation: its entries in order, kept up to date piece by piece, and where one is in it.

import { element } from "./element.js";
import { day } from "./clock.js";
import { entry } from "./message.js";
import { language, word } from "./words.js";

const nearPx = 90; // so close to the end counts as being there
const closeSeconds = 300; // messages of one author within this time stand together

export class Conversation {
  #shown = new Map(); // key of an entry → {node, signature}
  #open = "";
  #missed = 0;

  /** scene(message) gives what an entry needs to know, see message.js. */
  constructor(world, scene) {
    this.world = world;
    this.scene = scene;
    this.log = document.getElementById("log");
    this.latest = document.getElementById("latest");
    this.latest.addEventListener("click", () => this.toEnd("smooth"));
    this.log.addEventListener("scroll", () => this.#scrolled());
    new ResizeObserver(() => this.#pinned && this.toEnd()).observe(this.log);
    this.log.addEventListener("load", () => this.#pinned && this.toEnd(), true); // a picture has arrived
  }

  #pinned = true;

  render() {
    const open = `${this.world.me}/${this.world.chat}/${this.world.topic}/${language()}`;
    const moved = open !== this.#open;
    if (moved) this.#forget(open);
    const entries = grouped(this.world.conversation);
    const added = this.#lay(entries);
    const own = added.some((messages) => messages[0].from === this.world.me);
    if (moved || own || this.#pinned) this.toEnd();
    else this.#missed += added.length;
    this.#mark();
  }

  #forget(open) {
    this.#open = open;
    this.#shown.clear();
    this.#missed = 0;
    this.log.replaceChildren();
  }

  // lay brings the nodes into the order of the entries, makes what is new or has changed, and tells what is new.
  #lay(entries) {
    const added = [];
    const shown = new Map();
    const nodes = [];
    let before;
    for (const messages of entries) {
      const [message] = messages;
      const today = day(message.date);
      if (!before || day(before.date) !== today) nodes.push(this.#separator(today, shown));
      const follows = before && !before.service && before.from === message.from && message.date - before.date < closeSeconds && day(before.date) === today;
      nodes.push(this.#node(messages, follows, shown, added));
      before = message;
    }
    this.#shown = shown;
    if (nodes.length === 0) nodes.push(element("p", { class: "empty" }, word("empty", this.world.state.bot.username)));
    arrange(this.log, nodes);
    return added;
  }

  #separator(text, shown) {
    const key = `day ${text}`;
    const node = this.#shown.get(key)?.node ?? element("h2", { class: "day" }, element("span", {}, text));
    shown.set(key, { node });
    return node;
  }

  #node(messages, follows, shown, added) {
    const key = messages[0].message_id;
    const scene = this.scene(messages[0]);
    const signature = JSON.stringify([messages.map((message) => message.seq), Boolean(follows), scene.replied?.seq]);
    const known = this.#shown.get(key);
    const node = known?.signature === signature ? known.node : entry(messages, { ...scene, follows });
    if (!known) added.push(messages);
    shown.set(key, { node, signature });
    return node;
  }

  /** jump shows a message and lets it light up. */
  jump(id) {
    const node = this.log.querySelector(`[data-id="${id}"]`);
    if (!node) return;
    node.scrollIntoView({ block: "center", behavior: "smooth" });
    node.classList.remove("lit");
    requestAnimationFrame(() => node.classList.add("lit"));
  }

  toEnd(behavior = "instant") {
    this.#pinned = true;
    this.#missed = 0;
    this.log.scrollTo({ top: this.log.scrollHeight, behavior });
    this.#mark();
  }

  #scrolled() {
    this.#pinned = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < nearPx;
    if (this.#pinned) this.#missed = 0;
    this.#mark();
  }

  #mark() {
    this.latest.hidden = this.#pinned;
    this.latest.textContent = this.#missed > 0 ? `↓ ${word("newer", this.#missed)}` : `↓ ${word("latest")}`;
  }
}

// grouped puts the messages of one album into one entry, also where the bot has answered in between.
function grouped(messages) {
  const entries = Map.groupBy(messages, (message) => message.media_group_id || message.message_id);
  return [...entries.values()];
}

// arrange makes nodes the children of container and moves only what is out of place, so that focus and selection stay.
function arrange(container, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...container.children]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, index) => {
    if (container.children[index] !== node) container.insertBefore(node, container.children[index] ?? null);
  });
}
