// The topics of a forum: a row of chips above the conversation, one of which is open.

import { element, refill } from "./element.js";
import { api } from "./api.js";
import { askBox, toast } from "./toasts.js";
import { word } from "./words.js";

const longest = 128; // Bot API, createForumTopic

// topicsOf lists the topics of a forum; the first one, which every chat has, has the number 0.
const topicsOf = (chat) => [{ message_thread_id: 0, name: word("general") }, ...(chat.topics ?? [])];

/** numbersOf lists the numbers of the topics of a chat. */
export const numbersOf = (chat) => topicsOf(chat).map((topic) => topic.message_thread_id);

/** topicOf is the number of the topic that a message is in. */
export const topicOf = (message) => message.message_thread_id ?? 0;

export class Topics {
  #open = "";

  /** select(topic) is called when a topic is chosen; 0 is the first one. */
  constructor(world, select) {
    this.world = world;
    this.select = select;
    this.row = document.getElementById("topics");
  }

  render() {
    const chat = this.world.place();
    this.row.hidden = !chat?.forum;
    refill(this.row, chat?.forum ? this.#chips(chat) : []);
    const open = `${chat?.id}/${this.world.topic}`;
    if (open === this.#open) return;
    this.#open = open;
    this.row.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  #chips(chat) {
    const chips = topicsOf(chat).map((topic) => this.#chip(chat, topic));
    if (chat.members?.[0] !== this.world.me) return chips; // the sandbox names the creator first, who alone opens topics
    return [...chips, element("button", {
      type: "button", class: "chip", "data-key": `new/${chat.id}`, "aria-label": word("newTopic"), title: word("newTopic"), onclick: () => void this.#make(chat.id),
    }, "＋")];
  }

  #chip(chat, { message_thread_id: id, name, closed }) {
    const unread = this.world.unread.of(this.world.me, chat.id, [id]);
    return element("button", {
      type: "button", class: "chip", "data-key": `topic/${chat.id}/${id}`, "aria-current": id === this.world.topic && "true", onclick: () => this.select(id),
    },
    element("span", { class: "name" }, name),
    closed && element("small", {}, word("shut")),
    unread > 0 && element("span", { class: "badge", "aria-label": word("unread", unread) }, String(unread)));
  }

  async #make(chat) {
    const name = await askBox(word("newTopicAsk"), longest);
    if (!name) return;
    try {
      const made = await api.topic({ chat, action: "open", name });
      await this.world.refresh(); // else it is not known yet
      this.select(made.message_thread_id);
    } catch (error) {
      toast(word("refused", error.message), "bad");
    }
  }
}
