// The drawer of faults: what can go wrong between bot and Telegram, as switches.

import { addWords, otherWord, word } from "./words.js";
import { api } from "./api.js";
import { confirmBox, toast } from "./toasts.js";
import { element, refill } from "./element.js";

addWords({
  faultsIntro: ["在这里让平台和网络“出点问题”，看机器人如何应对。", "Let platform and network go wrong, and see what the bot makes of it."],
  everywhere: ["平台与网络", "Platform and network"],
  limited: ["接下来 3 条发送被限流（429，须等 5 秒）", "The next 3 sends are limited (429, wait 5 s)"],
  broken: ["每五次请求有一次服务器出错（5xx）", "One request in five meets a server error (5xx)"],
  lost: ["应答丢失：消息已送达，机器人却收不到回音（三成）", "Lost answers: delivered, but the bot never hears of it (30 %)"],
  slow: ["网络很慢（每次请求多等 3 秒）", "Slow network (3 s more for each request)"],
  cut: ["断网：所有请求都连接失败", "No network: every connection breaks"],
  person: ["当前身份：{0}", "This person: {0}"],
  blocking: ["此人屏蔽了机器人", "This person has blocked the bot"],
  deactivate: ["注销此人的账号", "Delete this person's account"],
  deactivateAsk: ["注销“{0}”的账号？重置沙盒才能恢复。", "Delete the account of “{0}”? Only a reset of the sandbox brings it back."],
  group: ["当前群：{0}", "This group: {0}"],
  migrate: ["把群升级为超级群（编号会变）", "Make it a supergroup (its id changes)"],
  migrateAsk: ["把“{0}”升级为超级群？群编号会改变，且不能退回。", "Make “{0}” a supergroup? Its id changes, and there is no way back."],
  noGroup: ["先打开一个普通群，才能升级。", "Open a basic group first."],
  active: ["其他生效中的故障", "Other active faults"],
  clear: ["清除全部故障", "Clear all faults"],
  cleared: ["故障已全部清除", "All faults cleared"],
  reset: ["重置沙盒", "Reset sandbox"],
  resetAsk: ["清空全部聊天记录与故障，回到初始状态？", "Delete all messages and faults and start afresh?"],
});

// presets are the switches; a fault of the sandbox belongs to the switch with its action.
const presets = {
  limited: [{ action: "429", methods: ["send"], p: 1, count: 3, retry_after: 5 }],
  broken: [{ action: "500", methods: [], p: 0.1 }, { action: "502", methods: [], p: 0.1 }],
  lost: [{ action: "drop_reply", methods: ["send"], p: 0.3 }],
  slow: [{ action: "slow", methods: [], p: 1, delay_ms: 3000 }],
  cut: [{ action: "reset", methods: [], p: 1 }],
};
const actions = new Set(Object.values(presets).flat().map((fault) => fault.action));

export class Faults {
  constructor(world) {
    this.world = world;
    this.drawer = document.getElementById("faults");
    this.opener = document.getElementById("faults-open");
    this.opener.addEventListener("click", () => this.#toggle(this.drawer.hidden));
    this.drawer.addEventListener("keydown", (event) => event.key === "Escape" && this.#toggle(false));
  }

  render() {
    const { faults = [] } = this.world.state;
    const count = faults.length + (this.world.user()?.blocked ? 1 : 0);
    const badge = document.getElementById("faults-count");
    badge.hidden = count === 0;
    badge.textContent = String(count);
    if (this.drawer.hidden) return;
    refill(this.drawer, this.#content(faults));
  }

  #toggle(open) {
    this.drawer.hidden = !open;
    this.opener.setAttribute("aria-expanded", String(open));
    document.body.classList.toggle("with-faults", open);
    this.render();
    if (open) this.drawer.querySelector("button")?.focus();
    else this.opener.focus();
  }

  #content(faults) {
    const others = faults.filter((fault) => !actions.has(fault.action));
    return [
      element("header", { class: "bar" }, element("h2", {}, word("faults")),
        element("button", { class: "icon", type: "button", "data-key": "close", "aria-label": word("close"), onclick: () => this.#toggle(false) }, "✕")),
      element("p", { class: "hint" }, word("faultsIntro")),
      section("", word("everywhere"), ...Object.keys(presets).map((name) => this.#preset(name, faults))),
      this.#person(),
      this.#group(),
      others.length > 0 && section("", word("active"), element("ul", { class: "others" }, ...others.map((fault) => element("li", {}, describe(fault))))),
      element("footer", {}, this.#button("clear", "solid", () => api.clearFaults(), "cleared"),
        this.#button("reset", "soft danger", () => this.#reset())),
    ].filter(Boolean);
  }

  #preset(name, faults) {
    const set = new Set(presets[name].map((fault) => fault.action));
    return this.#switch(name, faults.some((fault) => set.has(fault.action)), (on) => this.#apply(name, set, on));
  }

  // The sandbox clears faults all at once only, so the others are set again.
  async #apply(name, set, on) {
    if (on) return Promise.all(presets[name].map(api.addFault));
    const kept = (await api.faults()).filter((fault) => !set.has(fault.action));
    await api.clearFaults();
    for (const fault of kept) await api.addFault(fault);
  }

  #person() {
    const user = this.world.user();
    if (!user) return null;
    return section(user.id, word("person", user.first_name),
      this.#switch("blocking", user.blocked, (on) => api.block(user.id, on)),
      !user.deactivated && this.#button("deactivate", "soft danger", async () => {
        if (await confirmBox(word("deactivateAsk", user.first_name))) await api.deactivate(user.id);
      }));
  }

  #group() {
    const chat = this.world.place();
    if (chat?.type !== "group") return section("", word("group", chat?.type === "supergroup" ? chat.title : "—"), element("p", { class: "hint" }, word("noGroup")));
    return section(chat.id, word("group", chat.title), this.#button("migrate", "soft", async () => {
      if (await confirmBox(word("migrateAsk", chat.title))) await api.migrate(chat.id, -1_000_000_000_000 + chat.id);
    }));
  }

  #switch(name, on, apply) {
    const input = element("input", { type: "checkbox", role: "switch", id: `fault-${name}`, "data-key": name });
    input.checked = Boolean(on);
    input.addEventListener("change", () => this.#run(() => apply(input.checked)));
    return element("label", { class: "switch", for: `fault-${name}` },
      element("span", {}, word(name), element("small", {}, otherWord(name))), input);
  }

  #button(name, look, run, done) {
    return element("button", { type: "button", class: look, "data-key": name, title: otherWord(name), onclick: () => this.#run(run, done) }, word(name));
  }

  async #run(run, done) {
    try {
      await run();
      if (done) toast(word(done));
    } catch (error) {
      toast(word("refused", error.message), "bad");
    }
    await this.world.refresh(); // also brings back a switch that was refused
  }

  async #reset() {
    if (!(await confirmBox(word("resetAsk")))) return;
    await api.reset();
    this.world.unread.clear();
    await this.world.load();
  }
}

function section(key, title, ...children) {
  return element("section", { "data-key": key }, element("h3", {}, title), ...children);
}

function describe(fault) {
  const parts = [fault.action, fault.methods?.join("、"), fault.chat && `#${fault.chat}`, fault.p > 0 && fault.p < 1 && `${Math.round(100 * fault.p)}%`,
    fault.count && `×${fault.count}`, fault.delay_ms && `${fault.delay_ms} ms`];
  return parts.filter(Boolean).join(" · ");
}
