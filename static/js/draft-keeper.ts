// Keeps one composer's words: at each key in this browser, 800 ms after the last one on the server, and once more when the page goes away.
import { addDraft, type Draft, removeDraft } from "./drafts.ts";
import { type DraftCopy, dropCopy, isSame, readCopy, type Words, writeCopy } from "./draft-copy.ts";
import { backoff } from "./backoff.ts";

/** `conflict`: another draft has been saved elsewhere meanwhile; ours stays here until its writer chooses. */
export type DraftState = "saving" | "saved" | "here" | "offline" | "conflict";

const pause = 800;
/** How long publishing waits for a draft that is on its way. */
const patience = 5_000;
/** A request that outlives its page may carry 64 KiB. */
const keepaliveLimit = 60_000;

export class DraftKeeper implements Draft {
  readonly #form: HTMLFormElement;
  readonly #key: string;
  readonly #show: (state: DraftState) => void;
  #stored: Words;
  /** When the draft was saved that these words are written over, as the server says it; null to write over any. */
  #known: string | null;
  #timer: number | undefined;
  #attempt = 0;
  #queue: Promise<void> = Promise.resolve();
  #queued = 0;
  #abort: AbortController | null = null;
  #isHeld = false;

  constructor(form: HTMLFormElement, key: string, show: (state: DraftState) => void) {
    this.#form = form;
    this.#key = key;
    this.#show = show;
    this.#stored = this.words();
    const known = form.elements.namedItem("known");
    this.#known = known instanceof HTMLInputElement ? known.value : null;
    addDraft(this);
  }

  /** What is in the fields now. */
  words(): Words {
    const value = (name: string): string => {
      const field = this.#form.elements.namedItem(name);
      return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value : "";
    };
    const question = this.#form.elements.namedItem("question");
    const isQuestion = question instanceof HTMLInputElement && question.checked;
    return { title: value("title"), body: value("body"), topics: value("topics"), isQuestion };
  }

  /** A copy in this browser that the server does not have; equal ones are dropped. */
  unsent(): DraftCopy | null {
    const copy = readCopy(this.#key);
    if (copy === null) return null;
    if (isSame(copy, this.words()) || `${copy.body}${copy.title}${copy.topics}`.trim() === "") {
      dropCopy(this.#key);
      return null;
    }
    return copy;
  }

  forget(): void {
    dropCopy(this.#key);
  }

  /** A key was pressed. */
  changed(): void {
    if (this.#isHeld) return;
    this.#copy(false);
    this.#later(pause);
  }

  save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#queued += 1;
    this.#queue = this.#queue.then(() => this.#send()).finally(() => {
      this.#queued -= 1;
    });
    return this.#queue;
  }

  /** Writes these words over whatever draft stands there. */
  overwrite(): Promise<void> {
    this.#known = null;
    this.#isHeld = false;
    return this.save();
  }

  /** Whether words are on their way to the server as a draft: what publishes them must come after. */
  get isSaving(): boolean {
    return this.#queued > 0;
  }

  /** Resolves when nothing is on its way any more; what takes too long is given up, and stays in this browser. */
  async settled(): Promise<void> {
    clearTimeout(this.#timer);
    const end = window.setTimeout(() => {
      this.hold();
    }, patience);
    await this.#queue;
    clearTimeout(end);
  }

  /** The page is going away. */
  leave(): void {
    clearTimeout(this.#timer);
    const words = this.words();
    if (this.#isHeld || isSame(words, this.#stored)) return;
    this.#copy(false);
    const body = this.#body(words);
    if (body.toString().length < keepaliveLimit) void this.#post(body, { keepalive: true }).catch(() => null);
  }

  /** It is being published: saving it again would bring back a draft of what is out. */
  hold(): void {
    this.#isHeld = true;
    clearTimeout(this.#timer);
    this.#abort?.abort();
    this.#copy(true);
  }

  /** It was not published after all. */
  release(): void {
    this.#isHeld = false;
    this.#copy(false);
    this.#later(pause);
  }

  published(): void {
    this.#isHeld = true;
    this.forget();
  }

  stop(): void {
    this.leave();
    removeDraft(this);
  }

  #copy(sent: boolean): void {
    const words = this.words();
    if (isSame(words, this.#stored) && !sent) dropCopy(this.#key);
    else writeCopy(this.#key, { ...words, at: Date.now(), sent });
  }

  #later(wait: number): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      void this.save();
    }, wait);
  }

  #body(words: Words): URLSearchParams {
    const csrf = this.#form.elements.namedItem("csrf");
    const body = new URLSearchParams({ csrf: csrf instanceof HTMLInputElement ? csrf.value : "", key: this.#key, title: words.title, body: words.body, topics: words.topics });
    if (words.isQuestion) body.set("question", "1");
    if (this.#known !== null) body.set("known", this.#known);
    const version = this.#form.elements.namedItem("version");
    if (version instanceof HTMLInputElement) body.set("version", version.value);
    return body;
  }

  #post(body: URLSearchParams, more: RequestInit): Promise<Response> {
    return fetch("/bozze", { method: "POST", body, credentials: "same-origin", redirect: "manual", ...more });
  }

  async #send(): Promise<void> {
    const words = this.words();
    if (this.#isHeld || isSame(words, this.#stored)) return;
    this.#show("saving");
    this.#abort = new AbortController();
    try {
      const answer = await this.#post(this.#body(words), { signal: this.#abort.signal });
      if (answer.ok) this.#saved(words, (await answer.json()) as { known: number });
      else if (answer.status === 409) this.#overtaken();
      else this.#failed(answer.status >= 500);
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return;
      this.#show("offline");
      this.#later(backoff(++this.#attempt + 3));
    }
  }

  /** What the form is written over, for when it is published. */
  #know(known: string): void {
    this.#known = known;
    const field = this.#form.elements.namedItem("known");
    if (field instanceof HTMLInputElement) field.value = known;
  }

  /** Elsewhere the draft has gone on: nothing of ours is saved over it. */
  #overtaken(): void {
    this.#isHeld = true;
    this.#copy(true);
    this.#show("conflict");
  }

  #saved(words: Words, { known }: { known: number }): void {
    this.#attempt = 0;
    this.#know(String(known));
    this.#stored = words;
    if (isSame(this.words(), words)) this.forget();
    this.#show("saved");
  }

  /** Refused (the session ended, the space is no longer ours): the next key tries again. Out of order: we do. */
  #failed(isPassing: boolean): void {
    this.#show("here");
    if (isPassing) this.#later(backoff(++this.#attempt + 3));
  }
}
