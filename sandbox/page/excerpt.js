// One line that stands for a message: in the list of chats and in quotes.

import { word } from "./words.js";

/** excerpt is the message in one line. */
export function excerpt(message) {
  const kind = message.media ? word(message.media.type) : message.poll ? word("poll") : message.location ? word("location") : "";
  const words = (message.service && word(message.service, message.topic_name ?? "")) || message.text || message.caption || message.poll?.question || message.media?.file_name || "";
  const line = words.replace(/\s+/g, " ").trim().slice(0, 120);
  return kind ? `[${kind}] ${line}`.trim() : line;
}
