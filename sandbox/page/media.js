// What a message carries besides text: pictures, files, polls, places.

import { element } from "./element.js";
import { local } from "./links.js";
import { word } from "./words.js";

/** media is the node of one file. */
export function media(file) {
  const url = local(file.url ?? "");
  const show = shows[file.type];
  return url && show ? show(file, url) : row(file, url);
}

/** album is several pictures or files of one message group. */
export function album(files) {
  const visual = files.every((file) => ["photo", "video", "animation"].includes(file.type));
  return element("div", { class: visual ? `album of-${Math.min(files.length, 4)}` : "files" }, ...files.map(media));
}

const shows = {
  photo: (file, url) => picture(file, url),
  video: (file, url) => element("video", { class: "clip", src: url, controls: true, preload: "metadata", "aria-label": word("video") }),
  animation: (file, url) => (file.mime_type?.startsWith("image/")
    ? picture(file, url)
    : element("video", { class: "clip", src: url, loop: true, muted: true, controls: true, "aria-label": word("animation") })),
  audio: (file, url) => element("audio", { src: url, controls: true, preload: "metadata", "aria-label": file.file_name || word("audio") }),
  voice: (file, url) => element("audio", { src: url, controls: true, preload: "metadata", "aria-label": word("voice") }),
};

function picture(file, url) {
  const image = element("img", {
    src: url, width: file.width || null, height: file.height || null, alt: file.file_name || word("photo"),
  });
  return element("a", { class: "photo", href: url, target: "_blank", rel: "noopener" }, image);
}

function row(file, url) {
  const name = file.file_name || word(file.type);
  const extension = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1] ?? "…";
  const parts = [
    element("span", { class: "sheet", "aria-hidden": "true" }, extension.toUpperCase()),
    element("span", { class: "about" }, element("span", { class: "file-name" }, name), element("small", {}, file.mime_type ?? "")),
  ];
  if (!url) return element("div", { class: "document" }, ...parts);
  return element("a", { class: "document", href: url, download: name, "aria-label": word("download", name), title: word("download", name) }, ...parts);
}

/** poll is a poll with its answers so far. Voting is not part of the sandbox. */
export function poll(data) {
  const total = data.total_voter_count || 0;
  const notes = [word(data.is_anonymous ? "anonymous" : "named"), data.allows_multiple_answers && word("multiple"),
    word("votes", total), data.is_closed && word("closed")];
  return element("div", { class: "poll" },
    element("strong", {}, data.question),
    element("ul", {}, ...data.options.map((option) => answer(option, total))),
    element("small", {}, notes.filter(Boolean).join(" · ")));
}

function answer(option, total) {
  const share = total > 0 ? Math.round((100 * option.voter_count) / total) : 0;
  return element("li", {},
    element("span", {}, option.text), element("span", { class: "share" }, `${share}%`),
    element("meter", { min: 0, max: 100, value: share, "aria-hidden": "true" }));
}

/** place is a point on the map, with a link to one. */
export function place(location) {
  const { latitude, longitude } = location;
  const url = `https://uri.amap.com/marker?position=${longitude},${latitude}&coordinate=wgs84`;
  return element("a", { class: "place", href: url, target: "_blank", rel: "noopener noreferrer" },
    element("span", { class: "pin", "aria-hidden": "true" }),
    element("span", {}, `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`), element("small", {}, word("map")));
}
