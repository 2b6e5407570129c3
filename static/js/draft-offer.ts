// The lines around the field of a composer: a text of one's own which had not reached the server, no network, how the draft does.
import { element, icon } from "./fragment.ts";
import { say } from "./say.ts";
import { words } from "./words.ts";

/** The line; `answer` hears whether the text is taken or dropped. */
export function offerLine(text: string, answer: (isTaken: boolean) => void): HTMLElement {
  const line = element("div", "draft-offer");
  const [take, drop] = [element("button", "btn btn-line", words().draftTake), element("button", "btn btn-bare", words().draftDrop)];
  take.type = drop.type = "button";
  take.addEventListener("click", () => {
    answer(true);
  });
  drop.addEventListener("click", () => {
    answer(false);
  });
  const buttons = element("div", "btns");
  buttons.append(take, drop);
  line.append(element("p", "", text), buttons);
  return line;
}

/** The line that says that the draft has gone on elsewhere; `answer` hears whether ours is kept. */
export function overtakenLine(answer: (isOurs: boolean) => void): HTMLElement {
  const line = element("div", "draft-offer");
  const [keep, take] = [element("button", "btn btn-line", words().draftKeepOurs), element("button", "btn btn-bare", words().draftTakeOther)];
  keep.type = take.type = "button";
  keep.addEventListener("click", () => {
    line.remove();
    answer(true);
  });
  take.addEventListener("click", () => {
    answer(false);
  });
  const buttons = element("div", "btns");
  buttons.append(keep, take);
  line.append(element("p", "", words().draftOvertaken), buttons);
  return line;
}

/** The line that says there is no network; with `stop` somebody has pressed "publish" already and may think again. */
export function offlineLine(text: string, stop: (() => void) | null): HTMLElement {
  const line = element("p", "offline");
  line.append(icon("clock"), element("span", "", text));
  if (stop !== null) {
    const button = element("button", "btn-link", words().doNotPublish);
    button.type = "button";
    button.addEventListener("click", stop);
    line.append(button);
  }
  return line;
}

/** Puts a line above the field of a composer. */
export function putAbove(composer: Element, line: HTMLElement): void {
  (composer.querySelector(".composer") ?? composer.querySelector("textarea"))?.before(line);
}

/** Why a text cannot be published: it is longer than `data-max` says. The server says the same, once it has all of it. */
export function tooMuch(composer: HTMLElement, field: HTMLTextAreaElement | null): string | null {
  const [length, max] = [Array.from(field?.value ?? "").length, Number(composer.dataset["max"] ?? Infinity)];
  return length > max ? words().textTooLong(length, max) : null;
}

/** What stands at the foot of a composer. */
export function showStatus(composer: Element, text: string, isTrouble: boolean): void {
  const status = composer.querySelector("[data-draft-status]");
  if (status === null) return;
  status.textContent = text;
  status.classList.toggle("is-trouble", isTrouble);
}

/** The same of something that its writer must hear of. */
export function showTrouble(composer: Element, text: string): void {
  showStatus(composer, text, true);
  say(text);
}
