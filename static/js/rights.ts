// A live message carries nothing that depends on who looks. What this reader may do with it comes from templates that the server put in the page.
import { person } from "./page.ts";

/** Fills the message's empty `post-rights` slot from `#rights-author` or `#rights-moderator`. */
export function fillRights(post: HTMLElement): void {
  const slot = post.querySelector(".post-rights");
  const id = post.dataset["post"];
  if (slot === null || id === undefined || slot.childElementCount > 0) return;
  const mine = post.dataset["author"] !== undefined && Number(post.dataset["author"]) === person();
  const template = mine ? document.getElementById("rights-author") : document.getElementById("rights-moderator");
  if (!(template instanceof HTMLTemplateElement)) return;
  const rights = document.importNode(template.content, true);
  for (const part of rights.querySelectorAll("*")) {
    for (const { name, value } of [...part.attributes]) {
      if (value.includes("__POST__")) part.setAttribute(name, value.replaceAll("__POST__", id));
    }
  }
  slot.replaceChildren(rights);
}
