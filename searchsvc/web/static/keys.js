// Single keys: / to the search box, j and k between hits (Enter opens the one in focus), n and p between marks.
// They act only where nothing is typed into, and can be switched off: people who speak to their computer need that.

import { said } from "./page.js";

const OFF = "keys-off";
let off = recall();

/** Act on single keys. */
export function keys(page) {
  const actions = {
    "/": () => page.querySelector("form.box input[type=search], form.asking input[type=search]"),
    j: () => beside(hits(page), page.activeElement, 1),
    k: () => beside(hits(page), page.activeElement, -1),
    n: () => mark(page, 1),
    p: () => mark(page, -1),
  };
  page.addEventListener("keydown", (event) => {
    if (off || busy(event) || !Object.hasOwn(actions, event.key)) return;
    const target = actions[event.key]();
    if (!target) return;
    event.preventDefault();
    target.focus();
    if (target.matches("input")) target.select();
  });
  control(page.querySelector(".keys"));
  tips(page);
}

/** Let Escape take a tip away that covers something, until the pointer or the focus goes elsewhere. */
function tips(page) {
  const off = (is_off) => page.body.classList.toggle("tips-off", is_off);
  page.addEventListener("keydown", (event) => event.key === "Escape" && off(true));
  for (const away of ["focusin", "pointerout"]) page.addEventListener(away, () => off(false));
}

function busy(event) {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  return typing || event.isComposing || event.ctrlKey || event.metaKey || event.altKey;
}

function hits(page) {
  return [...page.querySelectorAll(".hit .title a, .hit .title button, .heads li > a, .issues li > a")];
}

/** Return what stands `step` behind the one in focus, from none the first; null beyond the ends. */
function beside(all, active, step) {
  const at = all.indexOf(active);
  return at < 0 ? (all[step > 0 ? 0 : all.length - 1] ?? null) : (all[at + step] ?? null);
}

/** Go to the next mark of the article, by its address, so that going back works; nothing is left to focus. */
function mark(page, step) {
  const marks = [...page.querySelectorAll("mark[id]")];
  const next = beside(marks, page.querySelector("mark:target"), step);
  if (next) location.hash = next.id;
  return null;
}

/** Let a button switch the keys off and on, and say which they are. */
function control(button) {
  const show = () => {
    button.setAttribute("aria-pressed", String(!off));
    button.textContent = said(off ? "keys_off" : "keys_on");
  };
  button.addEventListener("click", () => {
    off = !off;
    remember();
    show();
  });
  show();
}

function recall() {
  try {
    return localStorage.getItem(OFF) !== null;
  } catch {
    return false; // storage is closed to us
  }
}

function remember() {
  try {
    if (off) localStorage.setItem(OFF, "");
    else localStorage.removeItem(OFF);
  } catch {
    // storage is closed to us: it holds for this page
  }
}
