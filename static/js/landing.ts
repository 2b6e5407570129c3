// Where a form's answer or a message's own address leads. A redirect's "#m9" does not survive fetch, so we find the message ourselves.
import { person } from "./page.ts";

/** The message that the form that was just sent is about: its id, or "newest" for the reader's newest on the page. */
let wanted: string | null = null;

/** Called when Turbo has sent a form. */
export function sentForm(form: HTMLFormElement, submitter: HTMLElement | null, isAccepted: boolean): void {
  const { pathname } = new URL(submitter?.getAttribute("formaction") ?? form.action, location.href);
  const changed = /^\/messaggi\/(\d+)\/(?:modifica|elimina|ripristina|accogli|reazioni\/[a-z-]+)$/.exec(pathname)?.[1];
  const isNew = /\/(?:messaggi|discussioni)$/.test(pathname);
  wanted = isAccepted ? (changed ?? (isNew ? "newest" : null)) : null;
}

/** The message that a form was about, or that a redirect names in the address. */
function meant(): HTMLElement | null {
  const id = wanted;
  wanted = null;
  if (id === null) {
    const position = location.hash === "" ? new URLSearchParams(location.search).get("m") : null;
    return position === null ? null : document.querySelector(`.post[data-position="${CSS.escape(position)}"]`);
  }
  const posts = [...document.querySelectorAll<HTMLElement>(".post")];
  return posts.findLast((one) => (id === "newest" ? Number(one.dataset["author"]) === person() : one.dataset["post"] === id)) ?? null;
}

/** Called at each page: goes to that message, as the browser would have. True if there is one. */
export function landOnMessage(): boolean {
  const post = meant();
  if (post === null) return false;
  history.replaceState(history.state, "", `#${post.id}`);
  post.classList.add("just-arrived");
  post.tabIndex = -1;
  post.focus({ preventScroll: true });
  post.scrollIntoView({ block: "nearest" });
  return true;
}
