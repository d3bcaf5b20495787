// What nobody has looked at yet, counted by person, chat and topic.

export class Unread {
  #counts = new Map(); // "user/chat/topic" → number

  add(user, chat, topic) {
    const key = `${user}/${chat}/${topic}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  /** read forgets what is in one topic; true: there was something. */
  read(user, chat, topic) {
    return this.#counts.delete(`${user}/${chat}/${topic}`);
  }

  clear() {
    this.#counts.clear();
  }

  /** keep forgets what was in other topics of a chat than these: they are gone, and nobody can look there any more. */
  keep(chat, topics) {
    for (const key of this.#counts.keys()) {
      const [, place, topic] = key.split("/").map(Number);
      if (place === chat && !topics.includes(topic)) this.#counts.delete(key);
    }
  }

  /** of counts what somebody has not read in these topics of a chat. */
  of(user, chat, topics) {
    return total(topics.map((topic) => this.#counts.get(`${user}/${chat}/${topic}`) ?? 0));
  }

  /** all counts what anybody has not read anywhere. */
  get all() {
    return total([...this.#counts.values()]);
  }
}

const total = (counts) => counts.reduce((sum, count) => sum + count, 0);
