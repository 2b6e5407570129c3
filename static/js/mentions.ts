// Naming a person with @: a list of people below the caret while there is something to choose. The textarea stays a text field (ARIA in HTML allows it no
// other role) that points at the list and at the chosen person.
import { caretPlace, applyEdit } from "./typing.ts";
import { element } from "./fragment.ts";
import { say } from "./say.ts";
import { words } from "./words.ts";

interface Person {
  readonly id: number;
  readonly name: string;
  readonly office: string;
  readonly handle: string;
}

const before = /(?:^|[\s([{«"'])@([\p{L}\p{N}][\p{L}\p{N}._’'-]{0,30})$/u;
const pause = 150;
let lists = 0;

/** What is being typed after an @ at the caret, or null. */
export function mentionAt(text: string, caret: number): string | null {
  return before.exec(text.slice(Math.max(0, caret - 40), caret))?.[1] ?? null;
}

function isPerson(value: unknown): value is Person {
  return typeof value === "object" && value !== null && "name" in value && "handle" in value && "office" in value;
}

export class Mentions {
  readonly #field: HTMLTextAreaElement;
  readonly #space: string;
  readonly #list = element("div", "suggest");
  #people: readonly Person[] = [];
  #chosen = 0;
  #timer: number | undefined;
  #abort: AbortController | null = null;

  constructor(field: HTMLTextAreaElement, space: string) {
    this.#field = field;
    this.#space = space;
    this.#list.id = `suggest-${(lists += 1)}`;
    this.#list.setAttribute("role", "listbox");
    this.#list.setAttribute("aria-label", words().people);
    // pressing must not take the focus away from the text
    this.#list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const option = event.target instanceof Element ? event.target.closest("[role=option]") : null;
      if (option !== null) this.#accept([...this.#list.children].indexOf(option));
    });
  }

  typed(): void {
    clearTimeout(this.#timer);
    const query = mentionAt(this.#field.value, this.#field.selectionEnd);
    if (query === null) this.close();
    else this.#timer = window.setTimeout(() => void this.#look(query), pause);
  }

  /** True when the key was for the list. */
  key(event: KeyboardEvent): boolean {
    if (this.#people.length === 0 || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false;
    switch (event.key) {
      case "ArrowDown":
        this.#choose(this.#chosen + 1);
        return true;
      case "ArrowUp":
        this.#choose(this.#chosen - 1);
        return true;
      case "Enter":
      case "Tab":
        if (event.shiftKey) return false;
        this.#accept(this.#chosen);
        return true;
      case "Escape":
        this.close();
        return true;
      default:
        return false;
    }
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#abort?.abort();
    this.#people = [];
    this.#list.remove();
    for (const name of ["aria-haspopup", "aria-controls", "aria-activedescendant", "aria-autocomplete"]) this.#field.removeAttribute(name);
  }

  async #look(query: string): Promise<void> {
    this.#abort?.abort();
    this.#abort = new AbortController();
    try {
      const search = new URLSearchParams({ spazio: this.#space, q: query });
      const answer = await fetch(`/persone/suggerimenti?${search.toString()}`, { credentials: "same-origin", signal: this.#abort.signal });
      const found: unknown = answer.ok ? await answer.json() : [];
      if (mentionAt(this.#field.value, this.#field.selectionEnd) !== query) return;
      this.#show(Array.isArray(found) ? found.filter(isPerson).slice(0, 13) : []);
    } catch {
      // without the network there is nobody to offer; the name can still be typed
    }
  }

  #show(people: readonly Person[]): void {
    if (people.length === 0 || document.activeElement !== this.#field) {
      this.close();
      return;
    }
    this.#people = people;
    this.#list.replaceChildren(...people.map((person, index) => this.#option(person, index)));
    if (!this.#list.isConnected) {
      this.#field.after(this.#list);
      // its place is measured: another width would put it elsewhere
      window.addEventListener("resize", () => { this.close(); }, { once: true });
    }
    this.#place();
    this.#field.setAttribute("aria-autocomplete", "list");
    this.#field.setAttribute("aria-haspopup", "listbox");
    this.#field.setAttribute("aria-controls", this.#list.id);
    this.#choose(0);
    say(words().peopleFound(people.length));
  }

  #option(person: Person, index: number): HTMLElement {
    const option = element("div", "");
    option.setAttribute("role", "option");
    option.id = `${this.#list.id}-${index}`;
    option.append(element("b", "", person.name), element("span", "meta", person.office));
    return option;
  }

  /** Below the caret's line, inside the composer. */
  #place(): void {
    const caret = caretPlace(this.#field, this.#field.selectionEnd);
    const room = this.#field.offsetLeft + this.#field.offsetWidth - this.#list.offsetWidth;
    this.#list.style.insetBlockStart = `${Math.round(this.#field.offsetTop + caret.y)}px`;
    this.#list.style.insetInlineStart = `${Math.round(Math.max(0, Math.min(this.#field.offsetLeft + caret.x, room)))}px`;
  }

  #choose(index: number): void {
    const count = this.#people.length;
    this.#chosen = (index + count) % count;
    for (const [at, option] of [...this.#list.children].entries()) {
      option.setAttribute("aria-selected", String(at === this.#chosen));
      if (at === this.#chosen) {
        this.#field.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      }
    }
  }

  #accept(index: number): void {
    const person = this.#people[index];
    const caret = this.#field.selectionEnd;
    const query = mentionAt(this.#field.value, caret);
    this.close();
    if (person === undefined || query === null) return;
    const from = caret - query.length - 1;
    const text = `@${person.handle} `;
    applyEdit(this.#field, { from, to: caret, text, start: from + text.length, end: from + text.length });
    this.close();
  }
}
