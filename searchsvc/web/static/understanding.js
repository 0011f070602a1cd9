// How a query is understood, told while it is typed; without this it is told with the results.

import { asking, element, said } from "./page.js";

const WAIT = 300; // milliseconds

/** Tell below a search box how what stands in it would be understood. */
export function understanding(box) {
  const place = document.querySelector(".echo") ?? box.form.insertAdjacentElement("afterend", element("div"));
  place.classList.add("echo");
  place.id ||= "echo";
  box.setAttribute("aria-describedby", place.id);
  const asked = box.value;
  const answered = [...place.childNodes]; // what the server told of the results that are shown
  const ask = asking("/api/v1/analyze", (answer) => answer && place.replaceChildren(...told(answer)), WAIT);
  const typed = () => {
    const text = box.value.trim();
    const is_new = text && box.value !== asked;
    ask(is_new ? { text } : null);
    if (!is_new) place.replaceChildren(...answered);
  };
  box.addEventListener("input", (event) => event.isComposing || typed());
  box.addEventListener("compositionend", typed);
}

function told(answer) {
  const parsed = element("span", { lang: "zh-Hans" }, answer.query);
  const lines = [element("p", {}, said("understood"), parsed)];
  const warnings = answer.warnings.map((text) => element("li", {}, text));
  if (warnings.length) lines.push(element("ul", { class: "warnings", "aria-label": said("warnings") }, ...warnings));
  return lines;
}
