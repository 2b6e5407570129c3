// A live message carries nothing that depends on who looks. What this reader may do with it comes from templates that the server put in the page.
import { person } from "./page.ts";

/** A guest has no page of an office to go to: its name is plain words. */
function plainOffices(post: HTMLElement): void {
  if (document.body.dataset["guest"] === undefined) return;
  for (const link of post.querySelectorAll("a.mention[href^='/uffici/']")) link.replaceWith(link.textContent);
}

/** What a template holds, about the message with this id. */
export function addressed(template: HTMLTemplateElement, id: string): DocumentFragment {
  const copy = document.importNode(template.content, true);
  for (const part of copy.querySelectorAll("*")) {
    for (const { name, value } of [...part.attributes]) {
      if (value.includes("__POST__")) part.setAttribute(name, value.replaceAll("__POST__", id));
    }
  }
  return copy;
}

/** A deleted message offers only its way back, to the author who deleted it; an answer also to be accepted, to whoever may. */
function templatesFor(post: HTMLElement, isMine: boolean, isMarked: boolean): string[] {
  if (post.classList.contains("is-deleted")) return isMine && post.dataset["deleted"] === "author" ? ["rights-undo"] : [];
  const own = [isMarked ? "rights-marked" : "rights-mark", isMine ? "rights-author" : "rights-moderator"];
  if (!isMine) own.push("rights-report");
  if (post.dataset["position"] === "1") return own;
  if (post.classList.contains("is-accepted")) return [...own, "rights-unaccept"];
  return document.querySelector("#domanda[data-question=waiting]") === null ? own : [...own, "rights-accept"];
}

/** Fills the message's empty `post-rights` slot from the templates `#rights-…` that the page has; `old` is the same message as it was. */
export function fillRights(post: HTMLElement, old: HTMLElement | null = null): void {
  plainOffices(post);
  const slot = post.querySelector(".post-rights");
  const id = post.dataset["post"];
  if (slot === null || id === undefined || slot.childElementCount > 0) return;
  const isMine = post.dataset["author"] !== undefined && Number(post.dataset["author"]) === person();
  const templates = templatesFor(post, isMine, (old?.querySelector("[data-marked]") ?? null) !== null).map((name) => document.getElementById(name));
  slot.replaceChildren(...templates.filter((template) => template instanceof HTMLTemplateElement).map((template) => addressed(template, id)));
}
