// Facets with more values than are shown can be searched by how these begin: as written, in pinyin, by initials.

import { asking, element } from "./page.js";

const WAIT = 200; // milliseconds
const API = "/api/v1/search";
const PAGE = "/search";

/** Let the field above the values of a facet find others; empty it shows those that the server chose. */
export function facet(list) {
  const field = list.parentElement.querySelector(".inside");
  const shown = [...list.childNodes];
  const levels = list.dataset.asks.split(" ").map((address) => level(new URL(address, location), found));
  function found() {
    list.replaceChildren(...levels.flatMap((each) => each.values.map(row)));
  }
  const typed = () => {
    const prefix = field.value.trim();
    for (const each of levels) each.ask(prefix);
    if (!prefix) list.replaceChildren(...shown);
  };
  field.addEventListener("input", (event) => event.isComposing || typed());
  field.addEventListener("compositionend", typed);
}

/** Return what asks for the values of one facet that begin so; `changed` is called when they are there. */
function level(address, changed) {
  const own = { values: [] };
  const asked = asking(address.pathname, (answer) => {
    if (answer) own.values = answer.values;
    changed();
  }, WAIT);
  own.ask = (prefix) => asked(prefix ? [...address.searchParams, ["prefix", prefix]] : null);
  return own;
}

function row(found) {
  const count = element("span", { class: "count" }, String(found.count));
  const link = element("a", { class: "value", href: found.url.replace(API, PAGE).replace("&lang=zh", "") }, found.value, " ", count);
  return element("li", found.selected ? { class: "selected" } : {}, link);
}
