// What a browser with JavaScript adds to the pages; each module finds its own elements, and all works without it.

import { combobox } from "./combobox.js";
import { copying } from "./copying.js";
import { facet } from "./facets.js";
import { keys } from "./keys.js";
import { quoting } from "./quoting.js";
import { timeline } from "./timeline.js";
import { understanding } from "./understanding.js";

for (const box of document.querySelectorAll("form.box input[type=search]")) {
  combobox(box);
  understanding(box);
}
for (const bars of document.querySelectorAll(".timeline ol")) timeline(bars);
for (const list of document.querySelectorAll(".facet[data-asks]")) facet(list);
for (const text of document.querySelectorAll("[data-copy]")) copying(text);
for (const article of document.querySelectorAll(".reading > article")) quoting(article);
keys(document);
