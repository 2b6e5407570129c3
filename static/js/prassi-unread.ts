// Counts of what is unread: `<prassi-unread class="count" total="4">4<span class="visually-hidden"> da leggere</span></prassi-unread>` for the whole,
// `[data-unread-space="3"]` for a space, and "(4) " before the page's title. `[data-requests-space="3"]` counts who asks to come into a space
// that the reader facilitates, `[data-reports-space="3"]` the reported messages that wait there, `[data-due]` what the reader is to be reminded of now. All follow the topic `me`.
import { element } from "./fragment.ts";
import { live, type Listener } from "./live.ts";
import type { Unread } from "./protocol.ts";
import { words } from "./words.ts";

const prefix = /^\(\d+\) /;
let counts: Unread | null = null;

/** Shows a count, or hides the element when there is nothing to count. */
function show(target: HTMLElement, count: number, what = words().unread): void {
  target.hidden = count === 0;
  target.replaceChildren(String(count), element("span", "visually-hidden", ` ${what}`));
}

function showTitle(total: number): void {
  const bare = document.title.replace(prefix, "");
  const title = total > 0 ? `(${total}) ${bare}` : bare;
  if (document.title !== title) document.title = title;
}

function showAll(latest: Unread): void {
  for (const target of document.querySelectorAll("prassi-unread")) if (target instanceof HTMLElement) show(target, latest.total);
  for (const target of document.querySelectorAll<HTMLElement>("[data-unread-space]")) {
    show(target, latest.spaces[target.dataset["unreadSpace"] ?? ""] ?? 0);
  }
  for (const target of document.querySelectorAll<HTMLElement>("[data-requests-space]")) {
    show(target, latest.requests?.[target.dataset["requestsSpace"] ?? ""] ?? 0, words().requests);
  }
  for (const target of document.querySelectorAll<HTMLElement>("[data-reports-space]")) {
    show(target, latest.reports?.[target.dataset["reportsSpace"] ?? ""] ?? 0, words().reports);
  }
  for (const target of document.querySelectorAll<HTMLElement>("[data-due]")) show(target, latest.due ?? 0, words().due);
  showTitle(latest.total);
}

const listener: Listener = {
  unread(latest) {
    counts = latest;
    showAll(latest);
  },
};

let leave: (() => void) | null = null;

/** The topic `me` lasts as long as the tab. */
export function startUnread(): void {
  leave ??= live.subscribe("me", 0, listener);
}

/** A new page came from the server with its own counts, or from the cache with old ones. */
export function refreshUnread(isCached: boolean): void {
  if (counts !== null && isCached) showAll(counts);
  else showTitle(Number(document.querySelector("prassi-unread")?.getAttribute("total") ?? counts?.total ?? 0));
}

export class PrassiUnread extends HTMLElement {
  connectedCallback(): void {
    if (this.getAttribute("total") === "0") this.hidden = true;
  }
}
