// A facet with more values than are shown can be searched by how they begin: as written, in pinyin, by initials.

import { asking, element, said } from "./page.js";

const WAIT = 200; // milliseconds
const API = "/api/v1/search";
const PAGE = "/search";

/** Put a field above the values of a facet; empty it shows those that the server chose. */
export function facet(list) {
  const label = list.closest("section").querySelector("h2");
  const field = element("input", { type: "search", class: "inside", "aria-labelledby": label.id, autocomplete: "off" });
  field.placeholder = said("inside");
  const shown = [...list.childNodes];
  const address = new URL(list.dataset.ask, location);
  const ask = asking(address.pathname, (answer) => answer && list.replaceChildren(...answer.values.map(row)), WAIT);
  const typed = () => {
    const prefix = field.value.trim();
    ask(prefix ? [...address.searchParams, ["prefix", prefix]] : null);
    if (!prefix) list.replaceChildren(...shown);
  };
  field.addEventListener("input", (event) => event.isComposing || typed());
  field.addEventListener("compositionend", typed);
  list.before(field);
}

function row(found) {
  const count = element("span", { class: "count" }, String(found.count));
  const link = element("a", { class: "value", href: found.url.replace(API, PAGE).replace("&lang=zh", "") }, found.value, " ", count);
  return element("li", found.selected ? { class: "selected" } : {}, link);
}
