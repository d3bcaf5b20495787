// Follows the world: asks for changes without end, and starts over when the sandbox was away.

import { api } from "./api.js";

const patienceMs = 40_000; // the sandbox answers a long poll after 25 s
const restMs = 150; // between two answers that came at once and brought nothing

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** follow never ends. connected(bool) tells how it stands, toast(toast) is called for every toast. */
export async function follow(world, connected, toast) {
  let loaded = false;
  for (let failures = 0; ; ) {
    try {
      if (!loaded) await world.load();
      loaded = true;
      failures = 0;
      connected(true);
      loaded = await step(world, toast);
    } catch (error) {
      console.warn("sandbox:", error);
      loaded = false;
      connected(false);
      await pause(Math.min(4000, 250 * 2 ** failures++));
    }
  }
}

// step waits for one answer; false: what the page knows is no longer the world, so read it afresh.
async function step(world, toast) {
  const asked = Date.now();
  const changes = await api.changes(world.seq, AbortSignal.timeout(patienceMs));
  const silent = !changes.messages?.length && !changes.toasts?.length && !changes.typing?.length;
  if (changes.seq < world.seq || (changes.seq > world.seq && silent)) return false;
  if (changes.seq === world.seq && Date.now() - asked < restMs) await pause(restMs);
  world.apply(changes);
  for (const each of changes.toasts ?? []) toast(each);
  world.refreshSoon();
  return true;
}
