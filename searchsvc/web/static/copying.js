// A button that copies a citation or a quote card, where the browser lets us write to the clipboard.

import { element, said } from "./page.js";

const SHOWN = 2000; // milliseconds that «copied» stands on the button

/** Put a button in the corner above a text: it copies what is read there. */
export function copying(text) {
  if (!navigator.clipboard) return; // an address without encryption
  const button = element("button", { type: "button", class: "copy" }, said("copy"));
  const told = element("span", { class: "hidden", role: "status" });
  text.before(button, told);
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text.innerText.trim());
    button.textContent = told.textContent = said("copied");
    setTimeout(() => {
      button.textContent = said("copy");
      told.textContent = "";
    }, SHOWN);
  });
}
