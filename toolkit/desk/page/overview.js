// The line at the top: how far the review is, its MQM score so far, and who is at the desk.

import { $, el, plural, say } from "./dom.js";
import { store } from "./store.js";

let told = "";

/** Say where edits went, each time that changes. */
function tellSaved(saved) {
  const now = JSON.stringify(saved);
  if (told && now !== told) {
    for (const [number, one] of Object.entries(saved)) {
      if (JSON.stringify(JSON.parse(told)[number]) === JSON.stringify(one)) continue;
      if (one.error) say(`Not written into a file: ${one.error}`, "bad");
      else say(one.note || `Saved in ${one.file}.`, one.note ? "bad" : "");
    }
  }
  told = now;
}

const figure = (value) => (value === null ? "–" : value.toLocaleString("en", { maximumFractionDigits: 1 }));

export function title() {
  const { documents } = store.desk;
  const shown = documents.filter((one) => one.units);
  $("what").replaceChildren(shown.length === 1 ? el("bdi", {}, shown[0].name) : plural(shown.length, "document"));
  document.title = `${shown.length === 1 ? shown[0].name : plural(shown.length, "document")} – review desk`;
}

export function show(standing) {
  const { findings, decided, disputed, missed, score } = standing;
  $("progress-text").textContent = `${decided.toLocaleString("en")} of ${plural(findings, "finding")} decided${disputed ? `, ${disputed} disputed` : ""}${missed ? `, ${missed} missed` : ""}`;
  $("progress-bar").value = findings ? decided / findings : 0;
  tellSaved(standing.saved);
  const { counts } = score;
  $("score-text").replaceChildren("MQM ", el("b", {}, figure(score.in_1000_words)), el("span", { class: "quiet" }, " / 1,000 words"), score.warning ? el("span", { class: "warn", title: score.warning }, " small sample") : "");
  $("score-more").replaceChildren(
    el("p", {}, el("b", {}, `${figure(score.points)} penalty points`), ` in ${plural(score.words, "word")} read`),
    score.in_1000_words === null ? "" : el("p", {}, `${figure(score.in_1000_words)} in 1,000 words, 95 % interval ${figure(score.low)} to ${figure(score.high)}; score ${figure(score.score)} of 100`),
    el("p", {}, ["critical", "major", "minor", "neutral"].map((name) => `${counts[name] ?? 0} ${name}`).join(", ")),
    score.warning ? el("p", { class: "warn" }, `Sample: ${score.warning}.`) : "",
    el("p", { class: "quiet small" }, `${store.desk.formula}.`),
    ...Object.entries(standing.saved).map(([number, saved]) => el("p", { class: saved.error ? "fault small" : "small" }, saved.error ?? `Edits of ${store.desk.documents[number].name}: ${saved.note || `saved in ${saved.file}`}`)));
}
