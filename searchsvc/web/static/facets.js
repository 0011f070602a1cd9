// Facets with more values than are shown can be searched by how these begin: as written, in pinyin, by initials.

import { asking, element } from "./page.js";

const WAIT = 200; // milliseconds
const API = "/api/v1/facets";
const REST = ["lang", "sort", "collapse", "size", "facet_size", "snippets", "recency", "relax"]; // what changes no count

/** Let the field above the values of a facet find others; empty it shows those that the server chose. */
export function facet(list) {
  const field = list.parentElement.querySelector(".inside");
  const shown = [...list.childNodes];
  const filters = [...new FormData(document.getElementById("box"))].filter(([name, value]) => value && !REST.includes(name));
  const levels = list.dataset.asks.split(" ").map((name) => level(name, filters, found));
  function found() {
    list.replaceChildren(...levels.flatMap((each) => each.values.map((value) => row(each.name, value))));
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
function level(name, filters, changed) {
  const own = { name, values: [] };
  const asked = asking(`${API}/${name}`, (answer) => {
    if (answer) own.values = answer.values;
    changed();
  }, WAIT);
  own.ask = (prefix) => asked(prefix ? [...filters, ["prefix", prefix]] : null);
  return own;
}

function row(name, found) {
  const count = element("span", { class: "count" }, found.count.toLocaleString("en"));
  const turn = String(new URLSearchParams([[name, found.value]]));
  const button = { class: "value", form: "box", name: "turn", value: turn, "aria-pressed": String(found.selected) };
  return element("li", {}, element("button", button, found.value, " ", count));
}
