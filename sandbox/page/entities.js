// A text with its entities as DOM nodes (Bot API, MessageEntity); offsets count UTF-16 units, as JavaScript strings do.

import { actionable, element } from "./element.js";
import { anchor, withScheme } from "./links.js";
import { dateTime, moment } from "./clock.js";
import { word } from "./words.js";

const blocks = new Set(["blockquote", "expandable_blockquote", "pre"]);

/**
 * rich is the text as a client shows it. reader is who looks at it: {locale, username (of the bot), say(text, chat), copy(text), mention}.
 */
export function rich(text, entities, reader) {
  const sorted = (entities ?? []).filter((entity) => entity.length > 0).sort(outerFirst);
  const root = document.createDocumentFragment();
  fill(root, text, 0, text.length, sorted, reader);
  return root;
}

function outerFirst(a, b) {
  return a.offset - b.offset || b.length - a.length || blocks.has(b.type) - blocks.has(a.type);
}

// fill writes text[from, to) into parent. An entity that reaches past the end of the one around it is cut in two.
function fill(parent, text, from, to, entities, reader) {
  let at = from;
  let rest = entities;
  while (rest.length > 0) {
    const [entity, ...others] = rest;
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    rest = others;
    if (start >= end) continue;
    parent.append(text.slice(at, start));
    const node = marked(entity, text.slice(start, end), reader);
    if (node.childNodes.length === 0) {
      fill(node, text, start, end, others.filter((other) => other.offset < end), reader);
    }
    parent.append(node);
    rest = others.filter((other) => other.offset + other.length > end);
    at = end;
    if (blocks.has(entity.type) && text[at] === "\n") at++; // the block ends its line already
  }
  if (at < to) parent.append(text.slice(at, to));
}

// marks make the node of an entity: empty, to be filled with the text, or with a content of their own.
const marks = {
  bold: () => element("strong"),
  italic: () => element("em"),
  underline: () => element("u"),
  strikethrough: () => element("s"),
  spoiler: () => spoiler(),
  code: (entity, text, reader) => copyable(element("code", { class: "inline" }), text, reader),
  pre: (entity, text, reader) => copyable(element("pre", { "data-language": entity.language }), text, reader),
  blockquote: () => element("blockquote"),
  expandable_blockquote: () => expandable(),
  url: (entity, text, reader) => anchor(withScheme(text), reader, {}),
  text_link: (entity, text, reader) => anchor(entity.url, reader, {}),
  email: (entity, text, reader) => anchor(`mailto:${text}`, reader, {}),
  phone_number: (entity, text, reader) => anchor(`tel:${text.replace(/[^+\d]/g, "")}`, reader, {}),
  bot_command: (entity, text, reader) => actionable(element("span", { class: "link" }), () => reader.say(text)),
  mention: () => element("span", { class: "mention" }),
  text_mention: (entity) => element("span", { class: "mention", title: entity.user && `${entity.user.first_name} · ${entity.user.id}` }),
  hashtag: () => element("span", { class: "mention" }),
  cashtag: () => element("span", { class: "mention" }),
  date_time: (entity, text, reader) => dateMark(entity, text, reader),
};

function marked(entity, text, reader) {
  const mark = marks[entity.type];
  return mark ? mark(entity, text, reader) : element("span");
}

function spoiler() {
  const node = element("span", { class: "spoiler", title: word("reveal"), "aria-expanded": "false" });
  return actionable(node, () => node.setAttribute("aria-expanded", "true"));
}

function expandable() {
  const node = element("blockquote", { class: "expandable", "aria-expanded": "false" });
  return actionable(node, () => node.setAttribute("aria-expanded", String(node.getAttribute("aria-expanded") !== "true")));
}

function copyable(node, text, reader) {
  node.title = word("copy");
  return actionable(node, () => reader.copy(text));
}

function dateMark(entity, text, reader) {
  const shown = dateTime(entity.unix_time, entity.date_time_format, reader.locale);
  const node = element("time", {
    class: "date",
    datetime: new Date(entity.unix_time * 1000).toISOString(),
    title: `${moment(entity.unix_time)}\n${text}`,
  });
  if (shown) node.append(shown);
  return node;
}
