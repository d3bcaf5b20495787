// Builds DOM nodes; data only ever becomes text nodes and attributes, never markup.

/** element makes a node: "on…" attributes are listeners, true is an empty attribute, null, undefined and false leave one out. */
export function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== undefined && child !== null && child !== false && child !== ""));
  return node;
}

/** actionable makes a node that is not a button behave as one, for mouse and keyboard alike. */
export function actionable(node, act) {
  node.setAttribute("role", "button");
  node.tabIndex = 0;
  node.addEventListener("click", act);
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    act(event);
  });
  return node;
}

/** refill puts new children into container; a child with the same data-key as the focused one gets the focus. */
export function refill(container, children) {
  const focused = container.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  container.replaceChildren(...children);
  if (focused) container.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}

/** avatar is a round mark with the first letter of name; the colour follows from id. */
export function avatar(id, name) {
  const letter = Array.from(name || "?")[0].toUpperCase();
  return element("span", { class: `avatar hue-${Math.abs(id) % 6}`, "aria-hidden": "true" }, letter);
}
