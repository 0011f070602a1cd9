// What the modules share: the texts of the reader's language, elements, and questions to the API one after another.

const texts = JSON.parse(document.body.dataset.texts);

/** Return a text of the page's language, its {names} filled in. */
export function said(key, values = {}) {
  return texts[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** Return a new element with these properties and children; a string is text, never markup. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/**
 * Return a function that asks the API for what was typed last, `wait` milliseconds after the typing paused.
 *
 * `show` gets the answer, and null where there is none: an older question's answer never comes after a newer one's.
 */
export function asking(address, show, wait) {
  let timer = 0;
  let running = new AbortController();
  return (values) => {
    clearTimeout(timer);
    running.abort();
    if (values === null) return;
    timer = setTimeout(async () => {
      const { signal } = (running = new AbortController());
      const asked = new URLSearchParams(values);
      asked.set("lang", texts.lang);
      const answer = await fetched(`${address}?${asked}`, signal);
      if (!signal.aborted) show(answer);
    }, wait);
  };
}

async function fetched(address, signal) {
  try {
    const answer = await fetch(address, { signal, headers: { Accept: "application/json" } });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null; // the network is gone, or a newer question took its place: the page goes on as without
  }
}
