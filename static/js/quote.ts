// `<a data-quote="88" href="?cita=88#componi">`: the quotation comes to the caret of the composer instead of in a new page.
import { applyEdit, selectionOf } from "./typing.ts";
import { paragraph } from "./markdown.ts";

async function quote(link: HTMLAnchorElement, field: HTMLTextAreaElement): Promise<void> {
  try {
    const answer = await fetch(`/messaggi/${encodeURIComponent(link.dataset["quote"] ?? "")}/citazione`, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(String(answer.status));
    const text = await answer.text();
    applyEdit(field, paragraph(field.value, selectionOf(field), text));
    field.closest(".composer-block, .composer")?.scrollIntoView({ block: "nearest" });
  } catch {
    location.assign(link.href);
  }
}

/** Called once: works for links that arrive later too. */
export function startQuotes(): void {
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-quote]") : null;
    const field = document.querySelector<HTMLTextAreaElement>("prassi-composer textarea[name=body]");
    if (link === null || field === null) return;
    event.preventDefault();
    void quote(link, field);
  });
}
