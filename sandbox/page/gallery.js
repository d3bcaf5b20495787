// The gallery: every message and keyboard of the bot with sample data, the two languages side by side.

import { addWords, language, toggleLanguage, translate, word } from "./words.js";
import { api } from "./api.js";
import { element } from "./element.js";
import { inline } from "./keyboard.js";
import { liveIn, readerLocale } from "./clock.js";
import { rich } from "./entities.js";
import { toast } from "./toasts.js";

addWords({
  samples: ["消息样张", "Gallery"],
  sections: ["目录", "Sections"],
  filter: ["查找文字", "Find a text"],
  faulty: ["只看有问题的", "Only faulty ones"],
  summary: ["共 {0} 条，平台会拒收 {1} 条，缺译文 {2} 条", "{0} messages, {1} would be refused, {2} lack a translation"],
  refusal: ["平台会拒收：{0}", "Telegram would refuse it: {0}"],
  zh: ["中文", "Chinese"],
  en: ["英文", "English"],
  missing: ["缺少这种语言的文本", "No text in this language"],
  noSamples: ["没有样张。", "There are no samples."],
  failed: ["样张没有读到：{0}", "The samples could not be read: {0}"],
  pressed: ["按钮数据：{0}", "Callback data: {0}"],
});

const languages = ["zh", "en"];
const byId = (id) => document.getElementById(id);

/** sheets puts the samples of one section and title together, in the order in which they come: {section, title, texts: language → sample}. */
function sheets(samples) {
  const found = new Map();
  for (const sample of samples) {
    const key = JSON.stringify([sample.section, sample.title]);
    const sheet = found.get(key) ?? { section: sample.section, title: sample.title, texts: new Map() };
    found.set(key, sheet);
    sheet.texts.set(sample.language, sample);
  }
  return [...found.values()];
}

const refused = (sheet) => [...sheet.texts.values()].filter((sample) => sample.error).length;
const missing = (sheet) => languages.filter((code) => !sheet.texts.has(code)).length;

function wanted(sheet) {
  if (byId("faulty").checked && refused(sheet) + missing(sheet) === 0) return false;
  const text = byId("filter").value.trim().toLowerCase();
  const all = [sheet.section, sheet.title, ...[...sheet.texts.values()].map((sample) => sample.text)].join("\n").toLowerCase();
  return all.includes(text);
}

function render(all) {
  translate();
  const sum = (count) => all.reduce((total, sheet) => total + count(sheet), 0);
  byId("summary").textContent = word("summary", sum((sheet) => sheet.texts.size), sum(refused), sum(missing));
  document.title = word("samples");
  const sections = Map.groupBy(all.filter(wanted), (sheet) => sheet.section);
  byId("index").replaceChildren(...[...sections].map(([name, list], index) => indexLine(name, list, index)));
  byId("sections").replaceChildren(...[...sections].map(([name, list], index) => section(name, list, index)));
  if (all.length === 0) byId("sections").append(element("p", { class: "hint" }, word("noSamples")));
}

function indexLine(name, list, index) {
  const bad = list.reduce((total, sheet) => total + refused(sheet) + missing(sheet), 0);
  return element("a", { href: `#section-${index}` }, element("span", {}, name),
    element("small", { class: bad ? "bad" : "" }, bad ? `${list.length} · ${bad} ✕` : String(list.length)));
}

function section(name, list, index) {
  return element("section", { class: "section", id: `section-${index}` }, element("h2", {}, name), ...list.map(sample));
}

function sample(sheet) {
  const others = [...sheet.texts.keys()].filter((code) => !languages.includes(code));
  return element("div", { class: "sample" }, element("h3", {}, sheet.title),
    element("div", { class: "pair" }, ...[...languages, ...others].map((code) => exhibit(code, sheet.texts.get(code)))));
}

function exhibit(code, shown) {
  const label = element("small", {}, languages.includes(code) ? word(code) : code);
  if (!shown) return element("div", { class: "exhibit" }, label, element("p", { class: "missing" }, word("missing")));
  const reader = {
    locale: readerLocale(code),
    say: (text) => toast(text),
    copy: (text) => toast(text),
    mention: (query) => toast(query),
    press: (key) => toast(word("pressed", key.callback_data ?? key.data ?? "")),
  };
  return element("article", { class: shown.error ? "exhibit refused" : "exhibit", lang: code }, label,
    element("div", { class: "column" },
      element("div", { class: "bubble" }, element("div", { class: "text" }, rich(shown.text, shown.entities, reader))),
      inline(shown.keyboard, reader)),
    shown.error && element("p", { class: "refusal" }, word("refusal", shown.error)));
}

async function start() {
  let all = [];
  try {
    liveIn((await api.state()).zone);
    all = sheets(await api.gallery());
  } catch (error) {
    toast(word("failed", error.message), "bad");
  }
  const again = () => render(all);
  byId("filter").addEventListener("input", again);
  byId("faulty").addEventListener("change", again);
  byId("language").addEventListener("click", () => {
    toggleLanguage();
    document.documentElement.lang = language();
    again();
  });
  again();
}

void start();
