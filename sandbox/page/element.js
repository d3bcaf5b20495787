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

/**
 * refill makes the children of container like fresh ones. Nodes that are alike stay, with their listeners, so that focus and
 * half-done clicks are not lost; what a listener depends on must therefore be in the data-key of its node or of one around it.
 */
export function refill(container, fresh) {
  const old = [...container.childNodes];
  fresh.forEach((node, index) => {
    if (index >= old.length) container.append(node);
    else if (alike(old[index], node)) adopt(old[index], node);
    else old[index].replaceWith(node);
  });
  for (const node of old.slice(fresh.length)) node.remove();
}

const alike = (a, b) => a.nodeName === b.nodeName && a.dataset?.key === b.dataset?.key;

function adopt(node, model) {
  if (node.nodeType === Node.TEXT_NODE) {
    if (node.data !== model.data) node.data = model.data;
    return;
  }
  for (const { name } of [...node.attributes]) if (!model.hasAttribute(name)) node.removeAttribute(name);
  for (const { name, value } of model.attributes) if (node.getAttribute(name) !== value) node.setAttribute(name, value);
  if (node.checked !== undefined) node.checked = model.checked;
  refill(node, [...model.childNodes]);
}

/** avatar is a round mark with the first letter of name; the colour follows from id. */
export function avatar(id, name) {
  const letter = Array.from(name || "?")[0].toUpperCase();
  return element("span", { class: `avatar hue-${Math.abs(id) % 6}`, "aria-hidden": "true" }, letter);
}
