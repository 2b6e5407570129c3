// One polite voice for screen readers, and the quiet signs at the foot of the page.
import { element } from "./fragment.ts";

let waiting: string[] = [];
let timer: number | undefined;

function voice(): HTMLElement {
  const known = document.getElementById("prassi-voice");
  if (known !== null) return known;
  const made = element("div", "visually-hidden");
  made.id = "prassi-voice";
  made.setAttribute("role", "status");
  made.setAttribute("aria-live", "polite");
  document.body.append(made);
  return made;
}

/** The region must be in the page before it speaks. */
export function prepareVoice(): void {
  voice();
  signs();
}

/** Says something politely; what comes within a moment is said together. */
export function say(text: string): void {
  waiting.push(text);
  clearTimeout(timer);
  timer = window.setTimeout(() => {
    voice().textContent = [...new Set(waiting)].join(". ");
    waiting = [];
  }, 150);
}

function signs(): HTMLElement {
  const known = document.getElementById("prassi-signs");
  if (known !== null) return known;
  const made = element("div", "signs");
  made.id = "prassi-signs";
  made.setAttribute("role", "status");
  made.setAttribute("aria-live", "polite");
  document.body.append(made);
  return made;
}

export interface Sign {
  readonly text: string;
  readonly icon?: SVGSVGElement;
  readonly className?: string;
  readonly link?: { readonly href: string; readonly text: string };
}

/** Shows a sign at the foot of the page, replacing the one with the same key. */
export function showSign(key: string, sign: Sign): void {
  const line = element("p", `sign ${sign.className ?? ""}`.trim());
  line.dataset["sign"] = key;
  if (sign.icon !== undefined) line.append(sign.icon);
  line.append(element("span", "", sign.text));
  if (sign.link !== undefined) {
    const link = element("a", "", sign.link.text);
    link.href = sign.link.href;
    line.append(link);
  }
  hideSign(key);
  signs().append(line);
}

export function hideSign(key: string): void {
  document.querySelector(`[data-sign="${key}"]`)?.remove();
}
