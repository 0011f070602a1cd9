// A passage selected in an article becomes a quote card by one button; without this it is pasted into the form.

import { element, said } from "./page.js";

const LONGEST = 2000; // characters, as the server takes them

/** Offer a quote card of what is selected within one text of an article. */
export function quoting(article) {
  const field = document.querySelector("textarea[name=quote]");
  const button = element("button", { type: "button", class: "quote-this", hidden: "" }, said("quote_make"));
  document.body.append(button);
  document.addEventListener("selectionchange", () => offer(article, button));
  button.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays
  button.addEventListener("click", () => {
    field.value = selected(article);
    field.form.requestSubmit();
  });
}

function offer(article, button) {
  button.hidden = !selected(article);
  if (button.hidden) return;
  const place = getSelection().getRangeAt(0).getBoundingClientRect();
  button.style.top = `${scrollY + place.bottom + 8}px`;
  button.style.left = `${Math.max(8, Math.min(place.left, innerWidth - button.offsetWidth - 8))}px`;
}

function selected(article) {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return "";
  const { startContainer: start, endContainer: end } = selection.getRangeAt(0);
  const text = part(start);
  const passage = text && text === part(end) && article.contains(text) ? selection.toString().trim() : "";
  return passage.length <= LONGEST ? passage : "";
}

function part(node) {
  return (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest(".body p, h1, .kicker, .subtitle, .aside-text li");
}
