// The preview panel of a composer: the server renders it, with the same rules as the published message.
import { parseFragment } from "./fragment.ts";
import { words } from "./words.ts";

const pause = 500;

export class Preview {
  readonly #form: HTMLFormElement;
  readonly #context: string;
  readonly #button: HTMLElement;
  readonly #target: HTMLElement;
  readonly #panel: HTMLElement;
  #timer: number | undefined;
  #abort: AbortController | null = null;

  constructor(form: HTMLFormElement, context: string, button: HTMLElement, target: HTMLElement) {
    this.#form = form;
    this.#context = context;
    this.#button = button;
    this.#target = target;
    this.#panel = target.closest<HTMLElement>(".preview") ?? target;
    target.dataset["empty"] = words().previewEmpty;
    button.setAttribute("aria-expanded", String(!this.#panel.hidden));
  }

  toggle(): void {
    this.#panel.hidden = !this.#panel.hidden;
    this.#button.setAttribute("aria-expanded", String(!this.#panel.hidden));
    if (!this.#panel.hidden) void this.#render();
  }

  changed(): void {
    clearTimeout(this.#timer);
    if (this.#panel.hidden) return;
    this.#timer = window.setTimeout(() => void this.#render(), pause);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#abort?.abort();
  }

  async #render(): Promise<void> {
    this.#abort?.abort();
    this.#abort = new AbortController();
    const fields = new FormData(this.#form);
    const body = new URLSearchParams(this.#context);
    for (const [name, value] of fields) {
      if (typeof value === "string" && /^(?:csrf|body|file|togli|alt-\d+)$/.test(name)) body.append(name, value);
    }
    try {
      const answer = await fetch("/anteprima", { method: "POST", body, credentials: "same-origin", redirect: "error", signal: this.#abort.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      this.#target.replaceChildren(parseFragment(await answer.text()));
      // blanks between tags would hide the words for an empty preview
      if (this.#target.childElementCount === 0) this.#target.replaceChildren();
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return;
      this.#target.textContent = words().previewFailed;
    }
  }
}
