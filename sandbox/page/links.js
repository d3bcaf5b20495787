// Links: which may be followed, and which lead back to the bot itself.

import { element } from "./element.js";

const schemes = new Set(["http:", "https:", "tg:", "mailto:", "tel:"]);

/** safe is the address if it is of a kind that may be followed, else "". */
export function safe(url, base) {
  try {
    const parsed = new URL(url, base);
    return schemes.has(parsed.protocol) ? parsed.href : "";
  } catch {
    return "";
  }
}

/** local is the address of a file of the sandbox itself, else "". */
export function local(path) {
  const url = safe(path, location.href);
  return url && new URL(url).origin === location.origin ? url : "";
}

/** withScheme completes an address as people write it: example.com/page. */
export const withScheme = (text) => (/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);

/** startCommand is what following the bot's own deep link says to it ("/start parameter"), or undefined (core.telegram.org/api/links). */
export function startCommand(url, username) {
  const parsed = new URL(url, location.href);
  const query = parsed.searchParams;
  const web = ["t.me", "telegram.me"].includes(parsed.hostname) && parsed.pathname.slice(1);
  const named = parsed.protocol === "tg:" ? query.get("domain") : web;
  if (!named || named.toLowerCase() !== username?.toLowerCase() || query.has("startgroup")) return undefined;
  return `/start ${query.get("start") ?? ""}`.trim();
}

/** anchor is a link around children; an address that may not be followed stays text. reader.say sends a deep link's command. */
export function anchor(url, reader, attributes, ...children) {
  const href = safe(url);
  if (!href) return element("span", { ...attributes, title: url }, ...children);
  const link = element("a", { ...attributes, href, title: url, target: "_blank", rel: "noopener noreferrer" }, ...children);
  const command = startCommand(href, reader.username);
  if (command) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      reader.say(command, 0);
    });
  }
  return link;
}
