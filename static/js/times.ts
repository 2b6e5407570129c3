// `<time datetime="…" data-rel>` (or data-rel="long") in the reader's words; the server's text stays where there is no script.
import { type Form, sayInstant } from "./time.ts";
import { language } from "./words.ts";
import { timeZone } from "./page.ts";

function tell(time: HTMLTimeElement, now: Date): void {
  const instant = new Date(time.dateTime);
  // a bare date has no hour to say
  if (Number.isNaN(instant.getTime()) || !time.dateTime.includes("T")) return;
  const form: Form = time.dataset["rel"] === "long" ? "long" : "short";
  const where = { language: language(), zone: timeZone() };
  const text = sayInstant(instant, now, form, where);
  if (time.textContent !== text) time.textContent = text;
  if (time.title === "") time.title = sayInstant(instant, now, "full", where);
}

function tellAll(below: ParentNode): void {
  const now = new Date();
  for (const time of below.querySelectorAll<HTMLTimeElement>("time[data-rel]")) tell(time, now);
}

/** Says every time on the page now, each that arrives later, and all again each minute: today becomes yesterday. */
export function startTimes(): void {
  tellAll(document);
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) {
        if (node instanceof HTMLTimeElement && node.dataset["rel"] !== undefined) tell(node, new Date());
        else if (node instanceof Element) tellAll(node);
      }
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
  window.setInterval(() => {
    tellAll(document);
  }, 60_000);
}
