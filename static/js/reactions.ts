// Reactions: a press changes the button at once and the page stays where it is; the words and numbers of others arrive with the message itself.
//
// A live message says who has reacted, the same to everybody; which of the buttons are this reader's comes from its list of ids.
import { addressed } from "./rights.ts";
import { person } from "./page.ts";
import { showSign } from "./say.ts";
import { words } from "./words.ts";

function isPressed(button: Element | null | undefined): boolean {
  return button?.getAttribute("aria-pressed") === "true";
}

function numberOn(button: Element): number {
  return Number(button.querySelector(".num")?.textContent ?? 0);
}

function show(button: HTMLButtonElement, total: number, isMine: boolean): void {
  button.setAttribute("aria-pressed", String(isMine));
  button.value = isMine ? "0" : "1";
  const known = button.querySelector(".num");
  if (total <= 0) {
    known?.remove();
    return;
  }
  const number = known ?? document.createElement("span");
  number.className = "num";
  number.textContent = String(total);
  if (known === null) button.append(" ", number);
}

/** Fills the message's empty `post-reactions` slot from `#reactions-bar`; `old` is the same message as it was. */
export function fillReactions(post: HTMLElement, old: HTMLElement | null): void {
  const slot = post.querySelector(".post-reactions");
  const id = post.dataset["post"];
  const template = document.getElementById("reactions-bar");
  if (slot === null || id === undefined || slot.childElementCount > 0 || !(template instanceof HTMLTemplateElement)) return;
  const bar = addressed(template, id);
  const rest = bar.querySelector("details");
  for (const button of bar.querySelectorAll<HTMLButtonElement>(".react")) {
    const kind = button.dataset["kind"] ?? "";
    const told = post.querySelector<HTMLElement>(`.reacted [data-reaction="${kind}"]`);
    const total = Number(told?.dataset["total"] ?? 0);
    const people = (told?.dataset["people"] ?? "").split(" ").filter((one) => one !== "");
    // beyond the people who are named, only this page knows
    const isMine = people.includes(String(person())) || (total > people.length && isPressed(old?.querySelector(`.react[data-kind="${kind}"]`)));
    show(button, total, isMine);
    if (total > 0) rest?.before(button);
  }
  if (rest?.querySelector(".react") === null) rest.remove();
  slot.replaceChildren(bar);
}

async function toggle(button: HTMLButtonElement, form: HTMLFormElement): Promise<void> {
  const before = { total: numberOn(button), isMine: isPressed(button) };
  const body = new URLSearchParams({ on: before.isMine ? "0" : "1", quiet: "1" });
  for (const [name, value] of new FormData(form)) if (typeof value === "string") body.set(name, value);
  show(button, before.total + (before.isMine ? -1 : 1), !before.isMine);
  try {
    const answer = await fetch(button.formAction, { method: "POST", body, credentials: "same-origin" });
    if (answer.ok) return;
    // the page with the reason
    show(button, before.total, before.isMine);
    form.requestSubmit(button);
  } catch {
    show(button, before.total, before.isMine);
    showSign("reaction", { text: words().reactionFailed });
  }
}

/** Called once: works for buttons that arrive later too. */
export function startReactions(): void {
  const busy = new WeakSet<HTMLButtonElement>();
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>("button.react[formaction]") : null;
    const form = button?.form;
    if (event.defaultPrevented || button === null || form === null || form === undefined) return;
    event.preventDefault();
    if (busy.has(button)) return;
    busy.add(button);
    void toggle(button, form).finally(() => busy.delete(button));
  });
}
