// A space's list of discussions that follows what happens in it.
//
//   <prassi-talks space="3" seq="345" inserts="true"> <ul class="rows"> <li class="talk" id="t12" data-version="4"> …
//
// `inserts`: this is the first page in the usual order, so a new discussion is put on top. Rows change in their place: nothing moves under the pointer.
import { element, parseElement, versionOf } from "./fragment.ts";
import { keepSteady, replaceSteadily } from "./steady.ts";
import { live, type Listener } from "./live.ts";
import type { LiveEvent } from "./protocol.ts";
import { person } from "./page.ts";
import { say } from "./say.ts";
import { words } from "./words.ts";

export class PrassiTalks extends HTMLElement implements Listener {
  #leave: (() => void) | null = null;
  readonly #waiting = new Map<string, HTMLElement>();
  readonly #release = (): void => {
    // after the pointer or the focus has gone elsewhere
    setTimeout(() => {
      if (!this.#isInUse()) this.#insertWaiting();
    }, 0);
  };

  connectedCallback(): void {
    this.#leave = live.subscribe(`space:${this.getAttribute("space") ?? ""}`, Number(this.getAttribute("seq")), this);
    this.addEventListener("pointerleave", this.#release);
    this.addEventListener("focusout", this.#release);
  }

  disconnectedCallback(): void {
    this.#leave?.();
    this.removeEventListener("pointerleave", this.#release);
    this.removeEventListener("focusout", this.#release);
    this.#waiting.clear();
  }

  event(event: LiveEvent): void {
    this.setAttribute("seq", String(event.seq));
    const fresh = event.html === undefined ? null : parseElement(event.html);
    if (fresh === null || fresh.id === "") return;
    const old = document.getElementById(fresh.id) ?? this.#waiting.get(fresh.id) ?? null;
    // a new title (nobody's news) leaves the version as it was
    const isNewer = old === null || versionOf(fresh) > versionOf(old) || (event.author === undefined && versionOf(fresh) === versionOf(old));
    if (!isNewer) return;
    if (fresh.hidden) {
      // all that it said was deleted
      old?.remove();
      this.#waiting.delete(fresh.id);
      return;
    }
    const news = event.author !== undefined && event.author !== person();
    fresh.classList.toggle("is-unread", news || (old?.classList.contains("is-unread") ?? false));
    if (old?.isConnected === true) {
      keepSteady(this.querySelectorAll<HTMLElement>(".talk"), () => {
        replaceSteadily(old, fresh);
      });
    } else if (this.getAttribute("inserts") === "true") {
      this.#add(fresh);
    }
  }

  #add(row: HTMLElement): void {
    const title = row.querySelector(".title-line a")?.textContent.trim();
    if (title !== undefined && row.classList.contains("is-unread") && !this.#waiting.has(row.id)) say(words().newTalk(title));
    this.#waiting.set(row.id, row);
    if (this.#isInUse()) this.#showWaiting();
    else this.#insertWaiting();
  }

  /** A pointer may rest here for hours: one button says how many wait, over the list and without moving it. */
  #showWaiting(): void {
    const line = this.querySelector(":scope > .new-above") ?? element("p", "new-above");
    const button = line.querySelector("button") ?? element("button", "btn btn-go");
    button.type = "button";
    button.textContent = words().newTalks(this.#waiting.size);
    button.onclick = () => {
      this.#insertWaiting();
      this.querySelector<HTMLElement>(".title-line a")?.focus();
    };
    line.append(button);
    if (!line.isConnected) this.prepend(line);
  }

  #isInUse(): boolean {
    return this.matches(":hover") || this.contains(document.activeElement);
  }

  #insertWaiting(): void {
    const list = this.querySelector(".rows");
    if (list === null || this.#waiting.size === 0) return;
    keepSteady(this.querySelectorAll<HTMLElement>(".talk"), () => {
      const pinned = [...list.querySelectorAll(":scope > .is-pinned")].at(-1);
      for (const row of this.#waiting.values()) {
        if (pinned === undefined) list.prepend(row);
        else pinned.after(row);
      }
    });
    this.#waiting.clear();
    this.querySelector(":scope > .new-above")?.remove();
    this.querySelector(":scope > .empty")?.remove();
    this.querySelector(":scope > .sheet[hidden]")?.removeAttribute("hidden");
  }
}
