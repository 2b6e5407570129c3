// Starts everything. Pages work without it.
import * as Turbo from "@hotwired/turbo";
import { dressForms, startForms } from "./prassi-form.ts";
import { live, startLive } from "./live.ts";
import { prepareVoice, say } from "./say.ts";
import { PrassiUnread, refreshUnread, startUnread } from "./prassi-unread.ts";
import { landOnMessage, sentForm } from "./landing.ts";
import { dressPasskeys, startPasskeys } from "./passkeys.ts";
import { person } from "./page.ts";
import { PrassiComposer } from "./prassi-composer.ts";
import { PrassiTalks } from "./prassi-talks.ts";
import { PrassiThread } from "./prassi-thread.ts";
import { startKeys } from "./prassi-keys.ts";
import { startQuotes } from "./quote.ts";
import { startReactions } from "./reactions.ts";
import { startScrollers } from "./scrollers.ts";
import { startTimes } from "./times.ts";
import { startWordLists } from "./word-list.ts";

/** Buttons that need this script are hidden by the server. */
function showTools(): void {
  for (const tool of document.querySelectorAll<HTMLElement>("[data-keys-help][hidden], [data-print][hidden], prassi-composer [data-md][hidden]")) tool.hidden = false;
}

let lastPerson = person();
let isFirst = true;

/** Pages of one person are never shown to the next. */
function forgetPages(): void {
  if (person() !== lastPerson) Turbo.cache.clear();
  lastPerson = person();
}

/** A browser tells where it has arrived; after a visit by Turbo we do: the flash message or the title, and the focus at the content. */
function arrive(): void {
  const flash = document.querySelector(".flash");
  say(flash?.textContent.trim() ?? document.title);
  if (landOnMessage()) return;
  if (document.activeElement !== document.body && document.activeElement !== null) return;
  if (location.hash !== "") return;
  const content = document.querySelector<HTMLElement>("main");
  if (content === null) return;
  content.tabIndex = -1;
  content.focus({ preventScroll: true });
}

/** A form that comes back with errors is rendered without a visit: no load is announced. */
document.addEventListener("turbo:render", () => {
  prepareVoice();
  dressForms();
  dressPasskeys();
  showTools();
});
document.addEventListener("turbo:load", () => {
  forgetPages();
  prepareVoice();
  refreshUnread(false);
  dressForms();
  dressPasskeys();
  showTools();
  if (!isFirst) arrive();
  isFirst = false;
  if (person() !== null) startUnread();
  live.sync();
});
// Turbo 8.0.23 fetches the page again for a link within it (it compares the resolved address with "#"): the browser does it better.
document.addEventListener("turbo:click", (event) => {
  const target = new URL(event.detail.url);
  const isSamePage = target.pathname === location.pathname && target.search === location.search;
  if (isSamePage && target.hash !== "") event.preventDefault();
});
// Reading a discussion marks it as read: hovering over its link must not ask for it. A page may allow it with <meta name="turbo-prefetch" content="true">.
document.addEventListener("turbo:before-prefetch", (event) => {
  if (document.querySelector<HTMLMetaElement>('meta[name="turbo-prefetch"]')?.content !== "true") event.preventDefault();
});
document.addEventListener("turbo:submit-end", (event) => {
  const { formElement: form, submitter } = event.detail.formSubmission;
  if (form.matches("[data-sign-out]")) Turbo.cache.clear();
  sentForm(form, submitter ?? null, event.detail.success === true);
});

Turbo.session.drive = true;
Turbo.config.forms.submitter = "aria-disabled";
customElements.define("prassi-composer", PrassiComposer);
customElements.define("prassi-talks", PrassiTalks);
customElements.define("prassi-thread", PrassiThread);
customElements.define("prassi-unread", PrassiUnread);
document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("[data-print]") !== null) window.print();
});
startForms();
startKeys();
startLive();
startPasskeys();
startQuotes();
startReactions();
startScrollers();
startTimes();
startWordLists();
