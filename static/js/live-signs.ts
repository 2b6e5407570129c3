// What the socket makes visible: the network's state, a page that must be read again, the end of a membership or of a session.
import * as Turbo from "@hotwired/turbo";
import { address } from "./page.ts";
import { icon } from "./fragment.ts";
import { saveDrafts } from "./drafts.ts";
import { hideSign, say, showSign } from "./say.ts";
import { words } from "./words.ts";

let stale = false;
let reloading = false;

export function showOffline(): void {
  if (document.querySelector(".net-sign") === null) {
    showSign("net", { text: words().offline, icon: icon("offline"), className: "net-sign" });
  }
}

export function hideOffline(): void {
  if (document.querySelector(".net-sign") !== null) {
    hideSign("net");
    say(words().backOnline);
  }
}

/** The server has been updated: the next visit is a full load. While developing (`dev.reload`), the page loads at once. */
export function pageIsStale(build: string): void {
  if (stale) return;
  stale = true;
  if (build.includes("+reload.")) {
    void saveDrafts().then(() => {
      location.reload();
    });
    return;
  }
  document.addEventListener("turbo:before-visit", (event) => {
    event.preventDefault();
    location.assign(event.detail.url);
  });
}

/** Reads the same page again, at the same place, after saving what is being written. */
export async function reloadPage(): Promise<void> {
  if (reloading) return;
  reloading = true;
  await saveDrafts();
  const top = window.scrollY;
  const field = document.activeElement instanceof HTMLTextAreaElement ? document.activeElement : null;
  const caret = field === null ? null : { name: field.name, start: field.selectionStart, end: field.selectionEnd };
  document.addEventListener(
    "turbo:load",
    () => {
      reloading = false;
      window.scrollTo({ top, behavior: "instant" });
      const again = caret === null ? null : document.querySelector<HTMLTextAreaElement>(`prassi-composer textarea[name="${caret.name}"]`);
      again?.focus({ preventScroll: true });
      if (caret !== null) again?.setSelectionRange(caret.start, caret.end);
    },
    { once: true },
  );
  Turbo.visit(location.href, { action: "replace" });
}

export async function showRemoved(): Promise<void> {
  await saveDrafts();
  Turbo.cache.clear();
  const said = words();
  showSign("removed", { text: said.removed, icon: icon("warning-circle"), className: "sign-strong", link: { href: address("spaces"), text: said.toSpaces } });
}

export async function showSignedOut(): Promise<void> {
  await saveDrafts();
  Turbo.cache.clear();
  const said = words();
  const back = `${address("signIn")}?poi=${encodeURIComponent(location.pathname + location.search)}`;
  showSign("signed-out", { text: said.signedOut, icon: icon("key"), className: "sign-strong", link: { href: back, text: said.signIn } });
}
