// Suggestions below the search box: the combobox of the WAI-ARIA Authoring Practices, with a list and no selection made
// unasked. While an input method composes, its keys are its own.

import { asking, element, said } from "./page.js";

const WAIT = 150; // milliseconds
const SIZE = "8";

/** Give a search box suggestions. */
export function combobox(box) {
  const state = { box, ...dressed(box), typed: box.value, composing: false };
  const ask = asking("/api/v1/suggest", (answer) => show(state, answer?.rows ?? []), WAIT);
  const typed = () => {
    state.typed = box.value;
    ask(box.value.trim() && !state.composing ? { q: box.value, size: SIZE } : null);
    if (!box.value.trim()) close(state);
  };
  box.addEventListener("compositionstart", () => (state.composing = true));
  box.addEventListener("compositionend", () => {
    state.composing = false;
    typed();
  });
  box.addEventListener("input", typed);
  box.addEventListener("keydown", (event) => pressed(state, event, ask));
  box.addEventListener("blur", () => {
    ask(null);
    close(state);
  });
  close(state);
}

/** Make a box a combobox, and return the list below it and where is told how many it holds. */
function dressed(box) {
  const list = element("ul", { id: "suggestions", role: "listbox", "aria-label": said("suggestions"), hidden: "" });
  const told = element("p", { class: "hidden", role: "status" });
  box.form.append(list, told);
  const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id };
  for (const [name, value] of Object.entries(attributes)) box.setAttribute(name, value);
  return { list, told };
}

function show(state, rows) {
  state.list.replaceChildren(...rows.map((row, number) => option(state, row, number)));
  state.told.textContent = rows.length ? said("suggested", { count: rows.length }) : "";
  if (!rows.length || document.activeElement !== state.box) return close(state);
  state.list.hidden = false;
  state.box.setAttribute("aria-expanded", "true");
  point(state, null);
}

function option(state, row, number) {
  const kind = element("span", { class: "kind" }, row.alike ? `${said(row.kind)} · ${said("alike")}` : said(row.kind));
  const count = element("span", { class: "count" }, row.count.toLocaleString("en"));
  const made = element("li", { id: `suggestion-${number}`, role: "option", "aria-selected": "false" });
  made.append(element("span", { class: "text", lang: "zh-Hans" }, row.text), kind, count);
  made.dataset.q = row.q;
  made.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
  made.addEventListener("click", () => {
    take(state, made);
    state.box.form.requestSubmit();
  });
  return made;
}

function pressed(state, event, ask) {
  if (event.isComposing || state.composing) return;
  const options = [...state.list.children];
  const open = !state.list.hidden;
  const at = options.findIndex((each) => each.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" && !open && state.box.value.trim()) {
    ask({ q: state.box.value, size: SIZE });
  } else if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    const step = event.key === "ArrowDown" ? 1 : -1;
    const places = options.length + 1; // behind the last one and before the first stands what was typed
    point(state, options[((at + 1 + step + places) % places) - 1] ?? null);
  } else if (open && event.key === "Escape") {
    point(state, null);
    close(state);
  } else {
    if (event.key === "Enter" || event.key === "Tab") ask(null);
    return;
  }
  event.preventDefault();
}

function point(state, chosen) {
  for (const each of state.list.children) each.setAttribute("aria-selected", String(each === chosen));
  if (chosen) {
    state.box.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  } else {
    state.box.removeAttribute("aria-activedescendant");
  }
  state.box.value = chosen ? chosen.dataset.q : state.typed;
}

function take(state, chosen) {
  state.box.value = state.typed = chosen.dataset.q;
  close(state);
}

function close(state) {
  state.list.hidden = true;
  state.box.setAttribute("aria-expanded", "false");
  state.box.removeAttribute("aria-activedescendant");
}
