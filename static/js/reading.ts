// Notices how far a discussion has been read: a message counts when its end has been on screen for a second, in a visible tab.

const enough = 1000;

export class Reading {
  readonly #observer: IntersectionObserver;
  readonly #timers = new Map<Element, number>();
  readonly #read: (position: number) => void;
  #furthest: number;

  constructor(furthest: number, read: (position: number) => void) {
    this.#furthest = furthest;
    this.#read = read;
    this.#observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) this.#seen(entry);
      },
      { threshold: [0, 1] },
    );
  }

  /** Watches a message's last line; messages already read are skipped. */
  watch(post: HTMLElement): void {
    if (positionOf(post) > this.#furthest) this.#observer.observe(post.querySelector(".acts") ?? post);
  }

  stop(): void {
    this.#observer.disconnect();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  #seen(entry: IntersectionObserverEntry): void {
    clearTimeout(this.#timers.get(entry.target));
    this.#timers.delete(entry.target);
    const endInSight = entry.isIntersecting && entry.boundingClientRect.bottom <= window.innerHeight + 1;
    if (endInSight) this.#wait(entry.target);
    else if (entry.isIntersecting) this.#lookAgain(entry.target);
  }

  #wait(target: Element): void {
    const timer = window.setTimeout(() => {
      this.#timers.delete(target);
      if (document.visibilityState !== "visible") {
        this.#wait(target);
        return;
      }
      this.#observer.unobserve(target);
      const position = positionOf(target.closest<HTMLElement>("[data-position]"));
      if (position <= this.#furthest) return;
      this.#furthest = position;
      this.#read(position);
    }, enough);
    this.#timers.set(target, timer);
  }

  /** A tall message enters before its end does: look again while it is partly in sight. */
  #lookAgain(target: Element): void {
    const timer = window.setTimeout(() => {
      this.#observer.unobserve(target);
      this.#observer.observe(target);
    }, enough);
    this.#timers.set(target, timer);
  }
}

export function positionOf(post: HTMLElement | null): number {
  return Number(post?.dataset["position"] ?? 0);
}
