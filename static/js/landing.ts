// Where a form's answer leads. A redirect's "#m9" does not survive fetch, so after a form about messages we find the message ourselves.
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

/** Called at each page: goes to that message, as the browser would have. True if there is one. */
export function landOnMessage(): boolean {
  const id = wanted;
  wanted = null;
  if (id === null) return false;
  const posts = [...document.querySelectorAll<HTMLElement>(".post")];
  const post = posts.findLast((one) => (id === "newest" ? Number(one.dataset["author"]) === person() : one.dataset["post"] === id));
  if (post === undefined) return false;
  history.replaceState(history.state, "", `#${post.id}`);
  post.classList.add("just-arrived");
  post.tabIndex = -1;
  post.focus({ preventScroll: true });
  post.scrollIntoView({ block: "nearest" });
  return true;
}
