// Words that a reviewer selects, by mouse or by keyboard, as ranges of the two texts.

import { $, points, say } from "./dom.js";

const SIDES = ["source", "translation"];

/** Return the offset, in code points, of a place inside a text's element. */
function offset(text, node, at) {
  const range = document.createRange();
  range.selectNodeContents(text);
  range.setEnd(node, at);
  return points(range.toString());
}

/** Return what is selected in the texts as spans, whole words of it, and the words. */
export function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  for (const side of SIDES) {
    const text = $(side);
    if (!text || !text.contains(range.startContainer) || !text.contains(range.endContainer)) continue;
    const letters = [...text.textContent];
    let start = offset(text, range.startContainer, range.startOffset), end = offset(text, range.endContainer, range.endOffset);
    while (start < end && !letters[start].trim()) start += 1;
    while (end > start && !letters[end - 1].trim()) end -= 1;
    const letter = (at) => /[\p{L}\p{N}]/u.test(letters[at] ?? "");
    while (start > 0 && letter(start) && letter(start - 1)) start -= 1;
    while (end < letters.length && letter(end - 1) && letter(end)) end += 1;
    if (end > start) return { spans: [{ side, start, end }], words: letters.slice(start, end).join("") };
  }
  return null;
}

let side = null;
export const isPicking = () => side !== null;

/** Begin to pick words by keyboard: arrows move, with Shift they extend. */
export function pick(first = "translation") {
  const text = $(first) ?? $(SIDES.find((one) => $(one)));
  if (!text?.textContent) return;
  side = text.id;
  const selection = getSelection();
  selection.collapse(text, 0);
  selection.modify("extend", "forward", "word");
  text.classList.add("picking");
  say("Pick the words: arrows move, Shift and arrows take more, Tab changes the side, m or Enter marks them, Esc ends.");
}

export function stopPicking() {
  for (const one of SIDES) $(one)?.classList.remove("picking");
  side = null;
}

/** Obey a key while words are picked; returns whether it was one for that. */
export function pickingKey(event) {
  const selection = getSelection();
  const steps = { ArrowRight: "forward", ArrowLeft: "backward" };
  if (event.key === "Tab") {
    const other = SIDES.find((one) => one !== side && $(one));
    stopPicking();
    pick(other ?? "translation");
    return true;
  }
  const way = steps[event.key];
  if (!way) return false;
  if (event.shiftKey) selection.modify("extend", way, "word");
  else {
    if (way === "forward") selection.collapseToEnd(); else selection.collapseToStart();
    if (way === "backward") selection.modify("move", "backward", "word");
    selection.modify("extend", "forward", "word");
  }
  if (!$(side).contains(selection.focusNode)) { const text = side; stopPicking(); pick(text); }
  return true;
}
