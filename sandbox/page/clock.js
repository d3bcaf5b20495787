// Moments as people read them, in the time zone where the people of the sandbox live; without one, in the browser's.

import { language, word } from "./words.js";

const locale = () => (language() === "zh" ? "zh-CN" : "en-GB");
let timeZone;
const format = (unix, where, options) => new Intl.DateTimeFormat(where, { timeZone, ...options }).format(unix * 1000);

/** liveIn says in which time zone (IANA name) people live. */
export function liveIn(zone) {
  timeZone = zone || undefined;
}

/** time is the hour and minute of a Unix time in seconds. */
export const time = (unix) => format(unix, locale(), { hour: "2-digit", minute: "2-digit", hour12: false });

/** moment is the date and time to the second. */
export const moment = (unix) => format(unix, locale(), { dateStyle: "full", timeStyle: "medium", hour12: false });

/** day is the calendar day, with its year where that is not this one. */
export function day(unix) {
  const sameYear = new Date(unix * 1000).getFullYear() === new Date().getFullYear();
  return format(unix, locale(), { year: sameYear ? undefined : "numeric", month: "long", day: "numeric", weekday: "long" });
}

/**
 * dateTime shows a date_time entity as a client does (Bot API, "Date-time entity formatting": r|w?[dD]?[tT]?),
 * or returns undefined where the format asks for nothing and the text itself is to be shown.
 */
export function dateTime(unix, pattern, reader) {
  if (pattern === "r") return relative(unix, reader);
  const options = {};
  for (const letter of pattern ?? "") Object.assign(options, parts[letter]);
  if (Object.keys(options).length === 0) return undefined;
  return format(unix, reader, { ...options, hour12: false });
}

const parts = {
  w: { weekday: "long" },
  d: { year: "2-digit", month: "2-digit", day: "2-digit" },
  D: { year: "numeric", month: "long", day: "numeric" },
  t: { hour: "2-digit", minute: "2-digit" },
  T: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
};

const steps = [["year", 31536000], ["month", 2592000], ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

function relative(unix, reader) {
  const seconds = unix - Date.now() / 1000;
  const [unit, size] = steps.find(([, size]) => Math.abs(seconds) >= size) ?? ["second", 1];
  return new Intl.RelativeTimeFormat(reader, { numeric: "auto" }).format(Math.round(seconds / size), unit);
}

/** readerLocale is the locale of somebody whose client says languageCode. */
export function readerLocale(languageCode) {
  if (!languageCode || languageCode.startsWith("zh")) return "zh-CN";
  if (languageCode.startsWith("en")) return "en-GB";
  return Intl.getCanonicalLocales(languageCode.replace("_", "-"))[0];
}

/** editedAt says when a message was edited. */
export const editedAt = (unix) => word("editedAt", moment(unix));
