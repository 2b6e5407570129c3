// Changing the page under a reader without moving what the reader looks at.

/** What must not move: the focused element if it is in sight, else the first of `rows` that is. */
function anchorOf(rows: Iterable<HTMLElement>): HTMLElement | null {
  const active = document.activeElement;
  if (active instanceof HTMLElement && active !== document.body && isInSight(active)) return active;
  for (const row of rows) if (isInSight(row)) return row;
  return null;
}

export function isInSight(element: Element): boolean {
  const box = element.getBoundingClientRect();
  return box.bottom > 0 && box.top < window.innerHeight && box.height > 0;
}

/** Runs `change`, then scrolls by as much as the anchor moved. The browser's own scroll anchoring does not cover a field being written in. */
export function keepSteady(rows: Iterable<HTMLElement>, change: () => void): void {
  const anchor = anchorOf(rows);
  const before = anchor?.getBoundingClientRect().top;
  change();
  if (anchor === null || before === undefined || !anchor.isConnected) return;
  const moved = anchor.getBoundingClientRect().top - before;
  if (Math.abs(moved) >= 1) window.scrollBy({ top: moved, behavior: "instant" });
}

/** Replaces `old` by `fresh`, keeping the focus on the control that had it and what the reader had opened. */
export function replaceSteadily(old: HTMLElement, fresh: HTMLElement): void {
  const focused = document.activeElement;
  const hadFocus = focused instanceof HTMLElement && old.contains(focused) ? focused : null;
  for (const [index, details] of old.querySelectorAll("details").entries()) {
    const same = fresh.querySelectorAll("details")[index];
    if (same !== undefined) same.open = details.open;
  }
  old.replaceWith(fresh);
  if (hadFocus !== null) counterpart(hadFocus, old, fresh)?.focus({ preventScroll: true });
}

function counterpart(of: HTMLElement, old: HTMLElement, fresh: HTMLElement): HTMLElement | null {
  if (of === old) {
    fresh.tabIndex = -1;
    return fresh;
  }
  const controls = "a[href], button, summary";
  const target = of.getAttribute("formaction") ?? of.getAttribute("href");
  const all = [...fresh.querySelectorAll<HTMLElement>(controls)];
  const same = all.find((one) => target !== null && (one.getAttribute("formaction") ?? one.getAttribute("href")) === target);
  return same ?? all[[...old.querySelectorAll<HTMLElement>(controls)].indexOf(of)] ?? null;
}
