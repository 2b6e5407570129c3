// Pictures placed in the text of a message: `![what is seen](/allegati/7)`. Whatever comes or goes, the browser's own undo keeps working.
import { bracketed, moved, paragraph, picture } from "./markdown.ts";
import { applyEdit } from "./typing.ts";
import { words } from "./words.ts";

/** A text without marks of pictures that were on their way when its page was left. */
export function withoutMarks(text: string): string {
  return text.replace(/!\[[^\]\n]*…(?: \d+)?\]\(\)\n{0,2}/g, "");
}

export class Placing {
  readonly #field: HTMLTextAreaElement;
  /** Whether the caret is where somebody put it, and not where the browser began. */
  #isKnown: boolean;

  constructor(field: HTMLTextAreaElement, signal: AbortSignal) {
    this.#field = field;
    if (withoutMarks(field.value) !== field.value) field.value = withoutMarks(field.value);
    this.#isKnown = document.activeElement === field;
    field.addEventListener("focus", () => {
      this.#isKnown = true;
    }, { signal });
  }

  /** A picture at the caret; what is seen is selected, so that it can be written over. */
  put(file: string, said: string): void {
    const field = this.#field;
    applyEdit(field, picture(field.value, this.#caret(), address(file), bracketed(said)));
    this.#show();
  }

  /** Keeps the place of a picture that is on its way; gives the mark that stands there. */
  hold(name: string): string {
    const field = this.#field;
    const said = bracketed(words().pictureGoing(name));
    let mark = `![${said}]()`;
    for (let n = 2; field.value.includes(mark); n++) mark = `![${said} ${n}]()`;
    applyEdit(field, paragraph(field.value, [this.#caret(), this.#caret()], mark));
    return mark;
  }

  /** The picture has come: it takes its place, unless that is gone. */
  fill(mark: string, file: string, said: string): boolean {
    const alt = bracketed(said);
    const at = this.#field.value.indexOf(mark);
    if (at < 0) return false;
    // Whoever waited behind it writes what is seen next.
    const isWaiting = document.activeElement === this.#field && /^\s*$/.test(this.#field.value.slice(at + mark.length, this.#field.selectionStart))
      && this.#field.selectionStart === this.#field.selectionEnd && this.#field.selectionStart >= at + mark.length;
    this.#replace([at, at + mark.length], `![${alt}](${address(file)})`, isWaiting ? [at + 2, at + 2 + alt.length] : null);
    return true;
  }

  /** The picture does not come: its place goes. */
  drop(mark: string): void {
    const { value } = this.#field;
    const at = value.indexOf(mark);
    if (at < 0) return;
    const end = at + mark.length;
    const after = /^\n{0,2}/.exec(value.slice(end))?.[0].length ?? 0;
    this.#replace([at, end + after], "", null);
  }

  /** Changes a part of the text; the caret and the focus stay where they are, unless the selection is given. */
  #replace(part: readonly [number, number], text: string, selection: readonly [number, number] | null): void {
    const [field, focused] = [this.#field, document.activeElement];
    const [from, to] = part;
    const [start, end] = selection ?? [moved(field.selectionStart, part, text.length), moved(field.selectionEnd, part, text.length)];
    applyEdit(field, { from, to, text, start, end });
    if (focused !== field && focused instanceof HTMLElement && focused !== document.body) focused.focus({ preventScroll: true });
  }

  #caret(): number {
    return this.#isKnown ? this.#field.selectionEnd : this.#field.value.length;
  }

  #show(): void {
    this.#field.scrollIntoView({ block: "nearest" });
  }
}

function address(file: string): string {
  return `/allegati/${file}`;
}
