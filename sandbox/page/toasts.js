// Short notices: toasts that pass by themselves, and alerts that want to be seen.

import { element } from "./element.js";
import { word } from "./words.js";

const shownMs = 4500;
const twinMs = 2500; // the same text again within this time is the same notice

let latest = { text: "", at: 0 };

/** toast shows a notice; one and the same, reported twice, shows once. */
export function toast(text, kind = "") {
  if (!text || twin(text)) return;
  const node = element("div", { class: `toast ${kind}`.trim() }, text);
  document.getElementById("toasts").append(node);
  setTimeout(() => node.remove(), shownMs);
}

/** alertBox shows a notice that stays until it is confirmed. */
export function alertBox(text) {
  if (text && !twin(text)) void box(text, [[word("ok"), true]]);
}

/** confirmBox asks, and resolves to true where the answer is yes. */
export const confirmBox = (text) => box(text, [[word("cancel"), false], [word("yes"), true]]);

/** askBox asks for a text of so many characters at most, and resolves to it, or to "" where none is given. */
export async function askBox(text, longest) {
  const field = element("input", { type: "text", maxlength: longest, "aria-label": text, autocomplete: "off" });
  return (await box(text, [[word("cancel"), false], [word("ok"), true]], field)) ? field.value.trim() : "";
}

function twin(text) {
  const same = latest.text === text && Date.now() - latest.at < twinMs;
  latest = { text, at: Date.now() };
  return same;
}

function box(text, answers, field) {
  return new Promise((resolve) => {
    const dialog = element("dialog", { class: "box", "aria-label": text });
    const finish = (answer) => {
      dialog.remove();
      resolve(answer);
    };
    const buttons = answers.map(([label, answer]) => element("button", { type: "button", class: answer ? "solid" : "soft", onclick: () => finish(answer) }, label));
    dialog.append(element("p", {}, text), ...(field ? [field] : []), element("div", { class: "answers" }, ...buttons));
    field?.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing) finish(true);
    });
    dialog.addEventListener("cancel", () => finish(false));
    document.body.append(dialog);
    dialog.showModal();
    (field ?? buttons.at(-1)).focus();
  });
}
