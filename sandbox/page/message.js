// One entry of the conversation: a message, or an album of several.

import { avatar, element } from "./element.js";
import { album, media, place, poll } from "./media.js";
import { editedAt, moment, time } from "./clock.js";
import { excerpt } from "./excerpt.js";
import { inline } from "./keyboard.js";
import { rich } from "./entities.js";
import { word } from "./words.js";

/**
 * entry is the node of the messages that make up one entry, oldest first. scene tells how it is seen:
 * {me, group, follows (the same author as before), replied (the message it answers), reader(message), reply(message), jump(id)}.
 */
export function entry(messages, scene) {
  const [message] = messages;
  if (message.service) return element("p", { class: "service", "data-id": message.message_id }, word(message.service, message.topic_name ?? ""));
  const own = message.from === scene.me;
  const captioned = messages.find((each) => each.caption) ?? message;
  const classes = ["message", own && "own", message.bot && "by-bot", scene.follows && "follows"];
  return element("article", {
    class: classes.filter(Boolean).join(" "), "data-id": message.message_id, "aria-label": own ? word("you") : message.name,
  },
  scene.group && !own && face(message),
  element("div", { class: "column" }, bubble(messages, captioned, scene, own), inline(captioned.keyboard, scene.reader(captioned))),
  element("button", { class: "icon reply", type: "button", "aria-label": word("replyTo", message.name), title: word("reply"), onclick: () => scene.reply(message) }, "↩"));
}

function face(message) {
  const node = avatar(message.from, message.name);
  if (message.bot) node.classList.add("bot");
  return node;
}

function bubble(messages, message, scene, own) {
  const files = messages.map((each) => each.media).filter(Boolean);
  const body = message.text
    ? rich(message.text, message.entities, scene.reader(message))
    : rich(message.caption ?? "", message.caption_entities, scene.reader(message));
  const visual = ["photo", "video", "animation"].includes(files[0]?.type);
  return element("div", { class: visual ? "bubble visual" : "bubble" },
    author(message, scene, own),
    message.reply_to ? quote(scene.replied, scene) : null,
    files.length > 1 ? album(files) : files.length === 1 && media(files[0]),
    message.poll && poll(message.poll),
    message.location && place(message.location),
    element("div", { class: "text" }, body, stamp(message)),
    message.reaction && element("span", { class: "reaction" }, message.reaction));
}

// author names who says it where that is not plain, and the bot that offered the words.
function author(message, scene, own) {
  const via = message.via_bot && element("button", { class: "via", type: "button", onclick: () => scene.reader(message).mention("") }, word("via", message.via_bot.username));
  if (!scene.group || own) return via;
  return element("div", { class: `author tone-${Math.abs(message.from) % 6}` }, message.name, via && " ", via);
}

function quote(replied, scene) {
  if (!replied) return element("div", { class: "quote" }, element("span", {}, word("gone")));
  return element("button", { class: `quote tone-${Math.abs(replied.from) % 6}`, type: "button", onclick: () => scene.jump(replied.message_id) },
    element("b", {}, replied.name), element("span", {}, excerpt(replied)));
}

function stamp(message) {
  return element("span", { class: "stamp" },
    message.edit_date ? element("span", { class: "edited", title: editedAt(message.edit_date) }, word("edited")) : null,
    element("time", { datetime: new Date(message.date * 1000).toISOString(), title: moment(message.date) }, time(message.date)));
}
