// The control API of the sandbox: JSON over the page's own origin.

/** Refusal is an answer of the sandbox that says no. */
export class Refusal extends Error {
  constructor(status, text) {
    super(text || `HTTP ${status}`);
    this.status = status;
  }
}

async function request(method, path, body, signal) {
  const options = { method, signal };
  if (body instanceof FormData) {
    options.body = body;
  } else if (body !== undefined) {
    options.headers = { "Content-Type": "application/json" };
    options.body = JSON.stringify(body);
  }
  const response = await fetch(path, options);
  const text = await response.text();
  const answer = parsed(text);
  if (!response.ok) throw new Refusal(response.status, answer?.description ?? answer?.error ?? text.trim().slice(0, 300));
  return answer;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const get = (path, signal) => request("GET", path, undefined, signal);
const post = (path, body, signal) => request("POST", path, body, signal);

/** api names every call of the sandbox once; each answers with the parsed JSON or throws. */
export const api = {
  state: () => get("/api/state"),
  messages: (chat) => get(`/api/messages?chat=${chat}&limit=200`),
  changes: (since, signal) => get(`/api/changes?since=${since}&wait_ms=25000`, signal),
  gallery: () => get("/api/gallery"),
  faults: () => get("/api/faults"),
  addFault: (fault) => post("/api/faults", fault),
  clearFaults: () => request("DELETE", "/api/faults"),
  send: (message) => post("/api/send", message),
  upload: (message, file) => post("/api/send", form(message, file)),
  press: (press) => post("/api/press", press),
  inline: (question, signal) => post("/api/inline", question, signal),
  choose: (choice) => post("/api/choose", choice),
  topic: (change) => post("/api/topic", change),
  block: (user, blocked) => post("/api/block", { user, blocked }),
  deactivate: (user) => post("/api/deactivate", { user }),
  migrate: (chat, to) => post("/api/migrate", { chat, to }),
  reset: () => post("/api/reset", {}),
};

function form(message, file) {
  const data = new FormData();
  for (const [key, value] of Object.entries(message)) if (value) data.append(key, String(value));
  data.append("file", file, file.name);
  return data;
}
