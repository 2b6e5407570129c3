// Comfort for plain forms: the list of errors takes the focus, passwords can be shown, a second press does nothing.
import { element } from "./fragment.ts";
import { words } from "./words.ts";

const busy = new Set<HTMLElement>();

/** Called at each page. */
export function dressForms(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>(".field input[type=password]")) addPeek(input);
  const summary = document.querySelector<HTMLElement>("[data-error-summary]");
  if (summary === null) return;
  summary.tabIndex = -1;
  summary.focus();
}

function addPeek(input: HTMLInputElement): void {
  const parent = input.parentElement;
  if (parent?.querySelector(":scope > button") !== null && parent?.matches(".peek") === true) return;
  const isFocused = document.activeElement === input;
  const box = parent?.matches(".peek") === true ? parent : element("div", "peek");
  if (box !== parent) {
    input.replaceWith(box);
    box.append(input);
  }
  const button = element("button", "btn btn-bare", words().show);
  button.type = "button";
  button.setAttribute("aria-label", words().showPassword);
  button.setAttribute("aria-pressed", "false");
  if (input.id !== "") button.setAttribute("aria-controls", input.id);
  button.addEventListener("click", () => {
    const isShown = input.type === "text";
    input.type = isShown ? "password" : "text";
    button.setAttribute("aria-pressed", String(!isShown));
  });
  // a shown password is not for the browser's list of remembered words
  input.form?.addEventListener("submit", () => {
    input.type = "password";
    button.setAttribute("aria-pressed", "false");
  });
  box.append(button);
  if (isFocused) input.focus();
}

function release(): void {
  for (const button of busy) button.removeAttribute("aria-disabled");
  busy.clear();
}

/** Called once. Turbo guards the forms it sends; this guards those it leaves alone. */
export function startForms(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target instanceof HTMLFormElement ? event.target : null;
    if (event.defaultPrevented || form?.dataset["turbo"] !== "false" || form.method === "get") return;
    const button = event.submitter ?? form;
    if (busy.has(button)) {
      event.preventDefault();
      return;
    }
    busy.add(button);
    button.setAttribute("aria-disabled", "true");
  });
  window.addEventListener("pageshow", release);
  document.addEventListener("turbo:load", release);
}
