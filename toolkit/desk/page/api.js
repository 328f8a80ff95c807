// What the page asks of the desk. An action has an id, so that sending it again, after a lost answer, does no harm.

import { identity, say } from "./dom.js";

const key = document.querySelector('meta[name="desk-key"]').content;
const TRIES = 6;

export class Refused extends Error {
  constructor(message, conflict) { super(message); this.conflict = conflict; }
}

async function answer(response) {
  if (response.ok) return response.json();
  let said = null;
  try { said = await response.json(); } catch { /* no JSON: the guard's line */ }
  if (said?.error) throw new Refused(said.error, said.conflict === true);
  if (response.status === 403) throw new Refused("The desk was started anew. Open the address that it printed; what is on the page is not lost until you leave it.", false);
  throw new Error(`the desk answered ${response.status}`);
}

export const get = async (path) => answer(await fetch(path, { credentials: "same-origin" }));

const KEPT = "desk-pending";
const pending = new Set();
const keep = () => { try { sessionStorage.setItem(KEPT, JSON.stringify([...pending])); } catch { /* for this page alone */ } };

/** Send again what a page that was left did not hear an answer to. */
export async function resend() {
  let kept = [];
  try { kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "[]"); } catch { /* nothing that can be read */ }
  for (const body of kept) await send(body).catch((error) => say(error.message, "bad"));
}

/** Send what a reviewer does; returns what the desk says of the unit. */
export const act = (action) => send(JSON.stringify({ id: identity(), ...action }));

/** Send an action, again and again while the desk does not answer. */
async function send(body) {
  pending.add(body);
  keep();
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const headers = { "Content-Type": "application/json", "X-Desk-Key": key };
        return await answer(await fetch("/api/actions", { method: "POST", headers, body, credentials: "same-origin" }));
      } catch (error) {
        if (error instanceof Refused) throw error;
        if (attempt === TRIES) throw new Error("Not saved: the desk does not answer. Start it again, and say this once more.");
        await new Promise((done) => setTimeout(done, 250 * 2 ** attempt));
      }
    }
  } finally {
    pending.delete(body);
    keep();
  }
}
