// The timeline: a drag over its bars chooses their time; a click, a key, and the form below do so without it.

/** Let a range of bars be chosen by dragging. */
export function timeline(list) {
  const bars = [...list.children];
  const label = list.parentElement.querySelector(".range");
  const ends = [...label.childNodes];
  let first = null;
  let last = null;
  const mark = () => {
    const [from, to] = ordered(first, last);
    bars.forEach((bar, place) => bar.classList.toggle("chosen", first !== null && place >= from && place <= to));
    label.replaceChildren(...(first === last ? ends : [`${name(bars[from])} – ${name(bars[to])}`]));
  };
  list.addEventListener("dragstart", (event) => event.preventDefault());
  list.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.pointerType === "touch") return; // a finger scrolls the page
    first = last = under(bars, event);
  });
  document.addEventListener("pointermove", (event) => {
    if (first === null) return;
    last = under(bars, event);
    mark();
  });
  document.addEventListener("pointerup", () => {
    const [from, to] = ordered(first, last);
    const dragged = first !== null && first !== last;
    first = last = null;
    if (dragged) location.assign(between(bars[from], bars[to]));
  });
  list.addEventListener("click", (event) => list.querySelector(".chosen") && event.preventDefault());
}

function ordered(one, other) {
  return one < other ? [one, other] : [other, one];
}

/** Return the place of the bar that a pointer is over, or beyond whose side it is. */
function under(bars, event) {
  const place = bars.findIndex((bar) => event.clientX < bar.getBoundingClientRect().right);
  return place < 0 ? bars.length - 1 : place;
}

function name(bar) {
  return bar.dataset.period;
}

/** Return the address of the hits from the first day of one bar to the last of another. */
function between(first, last) {
  const [start, end] = [first, last].map((bar) => new URLSearchParams(bar.querySelector("button").value));
  const form = first.querySelector("button").form;
  const asked = new URLSearchParams(new FormData(form));
  for (const [name, within] of [["from", start], ["to", end]]) asked.set(name, within.get(name));
  return `${form.action}?${asked}`;
}
