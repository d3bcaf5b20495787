// What the bot offers while its name and a question stand in the message box (Bot API, "Inline mode").

import { Picker } from "./picker.js";
import { Refusal, api } from "./api.js";
import { element } from "./element.js";
import { word } from "./words.js";

const restMs = 200; // so long nothing is typed before the bot is asked
const answerMs = 10_000; // so long it may take
const nearPx = 120; // so close to its end the list is continued
const longest = 256; // Bot API, InlineQuery

/** inlineQuery is what text asks the bot of that name inline, or undefined where it does not. */
export function inlineQuery(text, username) {
  const call = `@${username} `;
  if (!username || text.slice(0, call.length).toLowerCase() !== call.toLowerCase()) return undefined;
  return text.slice(call.length, call.length + longest);
}

export class Offers {
  #offers = []; // {query: id of the inline query, result}
  #next = ""; // where the next page begins
  #question; // that they answer
  #asked; // the question that is shown or waits, as text
  #waiting = 0;
  #request = new AbortController();

  /** choose({query_id, result_id}) is called for the offer picked. */
  constructor(box, choose) {
    this.choose = choose;
    this.picker = new Picker(box, document.getElementById("offers"), (index, key) => this.#pick(index, key));
    this.picker.list.addEventListener("scroll", () => this.#continue());
  }

  get open() {
    return this.picker.open;
  }

  /** ask asks for offers as {user, chat, query} soon, and shows them; what was asked before is forgotten. */
  ask(question) {
    const asked = JSON.stringify(question);
    if (asked === this.#asked) return;
    this.#forget();
    this.#asked = asked;
    this.#waiting = setTimeout(() => void this.#fetch(question, ""), restMs);
  }

  close() {
    this.#forget();
    this.picker.close();
  }

  /** key takes a key press while the list is open; true: it was for the list. */
  key(name) {
    if (name !== "Escape") return this.picker.key(name);
    this.close();
    return true;
  }

  #forget() {
    clearTimeout(this.#waiting);
    this.#request.abort();
    this.#request = new AbortController();
    this.#asked = undefined;
    this.#next = "";
    delete this.picker.list.dataset.busy;
  }

  async #fetch(question, offset) {
    const { signal } = this.#request;
    const first = offset === "";
    if (first && !this.open) this.#say("searching");
    this.#question = question;
    this.picker.list.dataset.busy = "true";
    try {
      const answer = await api.inline({ ...question, offset, wait_ms: answerMs }, signal);
      if (!signal.aborted) this.#take(answer, first);
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof Refusal) this.#say("refused", error.message);
      else this.#say("offline");
    }
    if (signal.aborted) return;
    delete this.picker.list.dataset.busy;
    this.#continue();
  }

  #take(answer, first) {
    if (!answer.answered) return this.#say("offersUnanswered");
    const fresh = (answer.results ?? []).map((result) => ({ query: answer.query_id, result }));
    this.#offers = first ? fresh : [...this.#offers, ...fresh];
    this.#next = fresh.length > 0 ? answer.next_offset : "";
    if (this.#offers.length === 0) return this.#say("offersNone");
    if (first) this.picker.show(fresh.map(row));
    else this.picker.add(fresh.map(row));
  }

  // say shows a line in place of offers.
  #say(key, ...values) {
    this.#offers = [];
    this.#next = "";
    this.picker.show([]);
    this.picker.say(word(key, ...values));
  }

  // continue fetches the next page where the end of the list comes into view.
  #continue() {
    const { list } = this.picker;
    if (!this.#next || list.hidden || list.dataset.busy || list.scrollHeight - list.scrollTop - list.clientHeight > nearPx) return;
    const offset = this.#next;
    this.#next = "";
    void this.#fetch(this.#question, offset);
  }

  #pick(index, key) {
    if (key === "Tab") return;
    const { query, result } = this.#offers[index];
    this.close();
    this.choose({ query_id: query, result_id: result.id });
  }
}

function row({ result }) {
  return [element("b", {}, result.title ?? result.id), result.description && element("span", {}, result.description)];
}
