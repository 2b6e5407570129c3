// A discussion that follows what others write.
//
//   <prassi-thread thread="12" seq="345" last="true" position="56" data-last-href="/discussioni/12?pagina=3#m57">
//     <ol class="thread" id="posts"> <li class="post" id="m57" data-post="88" data-version="1" data-position="57" data-author="7"> …
//
// `seq`: the page is rendered as of it. `last`: this is the last page, so what arrives is appended. `position`: how far the reader has read.
import { element, parseElement, versionOf } from "./fragment.ts";
import { fillReactions } from "./reactions.ts";
import { fillRights } from "./rights.ts";
import { isInSight, keepSteady, replaceSteadily } from "./steady.ts";
import { live, type Listener } from "./live.ts";
import type { LiveEvent } from "./protocol.ts";
import { person } from "./page.ts";
import { positionOf, Reading } from "./reading.ts";
import { reloadPage } from "./live-signs.ts";
import { say } from "./say.ts";
import { words } from "./words.ts";

export class PrassiThread extends HTMLElement implements Listener {
  #leave: (() => void) | null = null;
  #reading: Reading | null = null;
  #below: IntersectionObserver | null = null;
  /** Ids of messages that arrived out of sight, or on a later page. */
  readonly #missed = new Set<string>();

  connectedCallback(): void {
    const thread = Number(this.getAttribute("thread"));
    this.#reading = new Reading(Number(this.getAttribute("position") ?? 0), (position) => {
      this.setAttribute("position", String(position));
      live.read(thread, position);
    });
    for (const post of this.#posts()) this.#reading.watch(post);
    this.#below = new IntersectionObserver((entries) => {
      for (const { target } of entries.filter((entry) => entry.isIntersecting)) this.#found(target.id);
    });
    this.#leave = live.subscribe(`thread:${thread}`, Number(this.getAttribute("seq")), this);
  }

  disconnectedCallback(): void {
    this.#leave?.();
    this.#reading?.stop();
    this.#below?.disconnect();
    this.#missed.clear();
    this.querySelector(".new-below")?.remove();
  }

  event(event: LiveEvent): void {
    // kept on the element, so that a page from the browser's history asks from here
    this.setAttribute("seq", String(event.seq));
    if (event.title !== undefined) this.#rename(event.title);
    const sign = event.sign === undefined ? null : parseElement(event.sign);
    if (sign !== null) this.#changeQuestion(document.getElementById(sign.id), sign);
    const fresh = event.html === undefined ? null : parseElement(event.html);
    if (fresh === null || fresh.id === "") return;
    const old = document.getElementById(fresh.id);
    if (fresh.id === "stato") this.#changeState(old, fresh);
    else if (fresh.id === "domanda") this.#changeQuestion(old, fresh);
    else if (old !== null) this.#replace(old, fresh);
    else if (event.kind === "post_written") this.#arrived(fresh);
  }

  #posts(): NodeListOf<HTMLElement> {
    return this.querySelectorAll<HTMLElement>(".post");
  }

  /** Closed or reopened: a sign above the composer, which keeps what is being written. */
  #changeState(old: HTMLElement | null, fresh: HTMLElement): void {
    const isClosed = fresh.dataset["state"] === "closed";
    const composer = document.querySelector<HTMLElement>("prassi-composer");
    const tag = document.querySelector<HTMLElement>("[data-closed-tag]");
    if (tag !== null) tag.hidden = !isClosed;
    if (!isClosed && composer === null) fresh.hidden = false;
    for (const button of composer?.querySelectorAll<HTMLButtonElement>(".btn-go[type=submit]") ?? []) button.disabled = isClosed;
    if (!fresh.hidden) say(fresh.textContent.trim());
    fresh.querySelector("a[data-reload]")?.addEventListener("click", (event) => {
      event.preventDefault();
      void reloadPage();
    });
    keepSteady(this.#posts(), () => {
      old?.replaceWith(fresh);
    });
  }

  /** A question waits, or an answer was accepted: the sign at the head says so. */
  #changeQuestion(old: HTMLElement | null, fresh: HTMLElement): void {
    if (!fresh.hidden && old?.textContent !== fresh.textContent) say(fresh.querySelector("b")?.textContent.trim() ?? "");
    keepSteady(this.#posts(), () => {
      old?.replaceWith(fresh);
    });
  }

  #rename(title: string): void {
    const heading = document.querySelector("[data-thread-title]");
    if (heading === null || heading.textContent === title) return;
    document.title = document.title.replace(heading.textContent.trim(), title);
    heading.textContent = title;
  }

  #replace(old: HTMLElement, fresh: HTMLElement): void {
    if (versionOf(fresh) <= versionOf(old)) return;
    // what is the reader's own, the shared fragment cannot know
    fresh.classList.toggle("is-unread", old.classList.contains("is-unread"));
    fillRights(fresh, old);
    fillReactions(fresh, old);
    keepSteady([...this.#posts()].filter((post) => post !== old), () => {
      replaceSteadily(old, fresh);
    });
    this.#reading?.watch(fresh);
    if (this.#missed.has(fresh.id)) this.#below?.observe(fresh);
  }

  #arrived(post: HTMLElement): void {
    const mine = Number(post.dataset["author"]) === person();
    if (!mine) this.#announce(post);
    if (this.getAttribute("last") !== "true") {
      if (!mine) this.#miss(post.id);
      return;
    }
    const list = this.querySelector("ol.thread");
    if (list === null) return;
    post.classList.toggle("is-unread", !mine);
    fillRights(post);
    fillReactions(post, null);
    keepSteady(this.#posts(), () => {
      this.#insert(list, post);
    });
    this.#reading?.watch(post);
    if (!mine && !isInSight(post)) {
      this.#miss(post.id);
      this.#below?.observe(post);
    }
  }

  /** By position: frames come in order, but a replay may fill a hole. */
  #insert(list: Element, post: HTMLElement): void {
    const position = positionOf(post);
    const later = [...this.#posts()].find((other) => positionOf(other) > position);
    if (later === undefined) list.append(post);
    else later.before(post);
  }

  #announce(post: HTMLElement): void {
    const name = post.querySelector(".name")?.textContent.trim();
    if (name !== undefined && name !== "") say(words().newMessageBy(name));
  }

  #miss(id: string): void {
    this.#missed.add(id);
    this.#showBelow();
  }

  #found(id: string): void {
    if (this.#missed.delete(id)) this.#showBelow();
    const post = document.getElementById(id);
    if (post !== null) this.#below?.unobserve(post);
  }

  /** One line that says how many are below and goes there. */
  #showBelow(): void {
    const known = this.querySelector<HTMLElement>(".new-below");
    const [first] = this.#missed;
    if (first === undefined) {
      known?.remove();
      return;
    }
    const line = known ?? element("p", "new-below");
    const link = line.querySelector("a") ?? element("a", "btn btn-go");
    link.href = this.getAttribute("last") === "true" ? `#${first}` : (this.dataset["lastHref"] ?? location.pathname);
    link.textContent = words().newMessages(this.#missed.size);
    if (known === null) {
      line.append(link);
      this.append(line);
    }
  }
}
