// Who reviews: said on the command line, or asked once and kept in the browser.

import { $ } from "./dom.js";
import { store } from "./store.js";

const KEPT = "toolkit-desk-reviewer";
const given = document.querySelector('meta[name="desk-reviewer"]').content;
const kept = () => { try { return localStorage.getItem(KEPT) ?? ""; } catch { return ""; } };
store.reviewer = kept() || given;

export const reviewer = () => store.reviewer;

export function showReviewer() { $("who").textContent = store.reviewer || "Who reviews?"; }

/** Ask for the name; returns whether there is one. */
export function ask() {
  const dialog = $("name"), form = $("name-form"), field = form.elements.name;
  field.value = store.reviewer;
  dialog.returnValue = "";
  dialog.showModal();
  field.select();
  return new Promise((done) => {
    $("name-cancel").onclick = () => dialog.close();
    dialog.onclose = () => {
      const name = dialog.returnValue === "ok" ? field.value.trim() : "";
      if (name) {
        store.reviewer = name;
        try { localStorage.setItem(KEPT, name); } catch { /* for this page alone */ }
        showReviewer();
      }
      done(Boolean(store.reviewer) && dialog.returnValue === "ok");
    };
  });
}
