// Writing a message: draft kept, toolbar, preview, people to mention, publishing that waits for the network.
//
//   <prassi-composer draft="reply:12" space="3" context="thread=12" data-saved-at="2026-11-24T08:04:00Z">
//     <form …> <input type="hidden" name="csrf" …> [<input name="title">] <textarea name="body">…</textarea> [data-draft-status] [data-preview] …
//
// Without this script the form works as it is; everything here is comfort.
import { applyEdit, selectionOf } from "./typing.ts";
import { Attachments } from "./attachments.ts";
import { DraftKeeper, type DraftState } from "./draft-keeper.ts";
import { edit, isMark } from "./markdown.ts";
import { clockTime } from "./time.ts";
import { type DraftCopy, putBack } from "./draft-copy.ts";
import { Mentions } from "./mentions.ts";
import { Preview } from "./preview.ts";
import { say } from "./say.ts";
import { offerLine, offlineLine, overtakenLine, putAbove, showStatus, showTrouble, tooMuch } from "./draft-offer.ts";
import { prepareReminder } from "./reminder.ts";
import { timeZone } from "./page.ts";
import { withoutMarks } from "./placing.ts";
import { words } from "./words.ts";

/** Held with Ctrl; the help says so. */
const marks: Readonly<Record<string, string>> = { b: "bold", i: "italic", k: "link" };

export class PrassiComposer extends HTMLElement {
  #form: HTMLFormElement | null = null;
  #field: HTMLTextAreaElement | null = null;
  #keeper: DraftKeeper | null = null;
  #mentions: Mentions | null = null;
  #preview: Preview | null = null;
  #files: Attachments | null = null;
  #alone: AbortController | null = null;
  #isWaitingForDraft = false;
  /** Pressed "publish" without a network: this button is pressed again when it is back. */
  #waiting: { readonly submitter: HTMLElement | null } | null = null;

  connectedCallback(): void {
    const form = this.querySelector("form");
    const field = form?.querySelector<HTMLTextAreaElement>("textarea[name=body]") ?? null;
    if (form === null || field === null) return;
    this.#form = form;
    this.#field = field;
    this.#alone = new AbortController();
    this.#keeper = new DraftKeeper(form, this.getAttribute("draft") ?? location.pathname, (state) => {
      this.#tell(state);
    });
    const space = this.getAttribute("space");
    if (space !== null) this.#mentions = new Mentions(field, space);
    const [button, target] = [this.querySelector<HTMLElement>("[data-preview]"), this.querySelector<HTMLElement>("[data-preview-target]")];
    if (button !== null && target !== null) this.#preview = new Preview(form, this.getAttribute("context") ?? "", button, target);
    this.#files = Attachments.within(form, this.getAttribute("draft") ?? "");
    this.#files?.listen(field, this.#alone.signal);
    prepareReminder(this, this.#alone.signal);
    this.#listen(form, field, this.#alone.signal);
    if (this.querySelector("[data-draft-status]")?.textContent.trim() === "") showStatus(this, words().draftAlone, false);
    this.#bringBack();
    this.#showNetwork(!navigator.onLine);
  }

  disconnectedCallback(): void {
    this.#alone?.abort();
    this.#keeper?.stop();
    this.#mentions?.close();
    this.#preview?.stop();
    this.#files?.stop();
  }

  #listen(form: HTMLFormElement, field: HTMLTextAreaElement, signal: AbortSignal): void {
    const on = <K extends keyof HTMLElementEventMap>(target: HTMLElement, name: K, act: (event: HTMLElementEventMap[K]) => void): void => {
      target.addEventListener(name, act, { signal });
    };
    on(form, "input", (event) => {
      this.#keeper?.changed();
      this.#preview?.changed();
      if (event.target === field) this.#mentions?.typed();
    });
    on(field, "keydown", (event) => {
      this.#key(event);
    });
    on(field, "blur", () => {
      this.#mentions?.close();
      void this.#keeper?.save();
    });
    on(this, "click", (event) => {
      this.#click(event);
    });
    on(form, "submit", (event) => {
      this.#submit(event);
    });
    this.#listenOutside(form, signal);
  }

  #listenOutside(form: HTMLFormElement, signal: AbortSignal): void {
    form.addEventListener("turbo:submit-end", (event) => {
      this.#answered((event as TurboSubmitEnd).detail.success === true);
    }, { signal });
    form.addEventListener("turbo:fetch-request-error", () => {
      this.#answered(false);
      showTrouble(this, words().publishFailed);
    }, { signal });
    const back = (): void => { this.#online(); };
    window.addEventListener("online", back, { signal });
    document.addEventListener("prassi:online", back, { signal });
    window.addEventListener("offline", () => {
      this.#showNetwork(true);
    }, { signal });
    window.addEventListener("pagehide", () => {
      this.#keeper?.leave();
    }, { signal });
    window.addEventListener("beforeprint", () => void this.#keeper?.save(), { signal });
  }

  #key(event: KeyboardEvent): void {
    if (this.#mentions?.key(event) === true) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (!event.ctrlKey && !event.metaKey) return;
    const mark = marks[event.key] ?? null;
    if (event.key === "Enter") {
      event.preventDefault();
      this.#form?.requestSubmit(this.querySelector<HTMLButtonElement>("button.btn-go[type=submit]"));
    } else if (mark !== null && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      this.#mark(mark);
    }
  }

  #click(event: Event): void {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (button === null) return;
    if (button.name === "draft") {
      event.preventDefault();
      void this.#keepDraft();
    } else if (button.dataset["md"] !== undefined) this.#mark(button.dataset["md"]);
    else if (button.matches("[data-preview]") && this.#preview !== null) {
      // without this script the button sends the form, and the page comes back with the preview
      event.preventDefault();
      this.#preview.toggle();
    }
  }

  /** "Keep as a draft": it is kept anyway; pressing says so. */
  async #keepDraft(): Promise<void> {
    await this.#keeper?.save();
    say(this.querySelector("[data-draft-status]")?.textContent.trim() ?? "");
  }

  #mark(mark: string): void {
    if (this.#field === null || !isMark(mark)) return;
    const { mdBold: bold, mdItalic: italic, mdLink: link } = words();
    applyEdit(this.#field, edit(mark, this.#field.value, selectionOf(this.#field), { bold, italic, link }));
  }

  #submit(event: SubmitEvent): void {
    const form = this.#form;
    if (event.defaultPrevented || form === null) return;
    const excess = tooMuch(this, this.#field);
    if (excess !== null) {
      event.preventDefault();
      showTrouble(this, excess);
      return;
    }
    if (!navigator.onLine) {
      event.preventDefault();
      this.#waiting = { submitter: event.submitter };
      this.#showNetwork(true);
      return;
    }
    this.#waiting = null;
    if (this.#files?.isBusy === true) {
      event.preventDefault();
      this.#afterFiles(form, event.submitter);
      return;
    }
    if (this.#keeper?.isSaving === true) {
      event.preventDefault();
      this.#afterDraft(form, event.submitter);
      return;
    }
    this.#keeper?.hold();
  }

  /** Pressed "publish" with a draft on its way: overtaken, it would come back as the draft of what is out. */
  #afterDraft(form: HTMLFormElement, submitter: HTMLElement | null): void {
    if (this.#isWaitingForDraft) return;
    this.#isWaitingForDraft = true;
    void this.#keeper?.settled().then(() => {
      this.#isWaitingForDraft = false;
      if (form.isConnected) form.requestSubmit(submitter);
    });
  }

  /** Pressed "publish" while files are on their way: it goes with them. */
  #afterFiles(form: HTMLFormElement, submitter: HTMLElement | null): void {
    showStatus(this, words().filesFirst, false);
    say(words().filesFirst);
    void this.#files?.settled().then(() => {
      if (form.isConnected && form.querySelector(".attachment.is-failed") === null) form.requestSubmit(submitter);
    });
  }

  #answered(isPublished: boolean): void {
    if (isPublished) this.#keeper?.published();
    else this.#keeper?.release();
  }

  #online(): void {
    this.#showNetwork(false);
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting === null) void this.#keeper?.save();
    else this.#form?.requestSubmit(waiting.submitter);
  }

  /** A copy that the server does not have: into an empty field at once, beside a full one on request. */
  #bringBack(): void {
    const copy = this.#keeper?.unsent() ?? null;
    if (copy === null) return;
    const savedAt = Date.parse(this.dataset["savedAt"] ?? "");
    if (copy.at < savedAt) {
      this.#keeper?.forget();
    } else if (this.#field?.value.trim() === "" && !copy.sent) {
      this.#take(copy);
      showStatus(this, words().draftBack(this.#clock(copy.at)), false);
    } else {
      this.#offer(copy);
    }
  }

  #take(copy: DraftCopy): void {
    if (this.#form !== null) putBack(this.#form, { ...copy, body: withoutMarks(copy.body) });
    this.#field?.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }

  #offer(copy: DraftCopy): void {
    const line = offerLine(words().draftOffer(this.#clock(copy.at)), (isTaken) => {
      line.remove();
      if (isTaken) this.#take(copy);
      else this.#keeper?.forget();
      this.#field?.focus();
    });
    putAbove(this, line);
  }

  #showNetwork(isOff: boolean): void {
    this.querySelector(".offline")?.remove();
    if (!isOff) return;
    const text = this.#waiting === null ? words().composerOffline : words().composerWaiting;
    const line = offlineLine(text, this.#waiting === null ? null : () => {
      this.#waiting = null;
      this.#showNetwork(!navigator.onLine);
    });
    putAbove(this, line);
    say(text);
  }

  #tell(state: DraftState): void {
    const said = words();
    if (state === "saving") showStatus(this, said.draftSaving, false);
    else if (state === "saved") showStatus(this, said.draftSaved(this.#clock(Date.now())), false);
    else if (state === "conflict") this.#overtaken();
    else showTrouble(this, said.draftHere);
    if (state === "offline") this.#showNetwork(true);
    else if (state === "saved") this.#showNetwork(false);
  }

  /** The draft has gone on elsewhere: ours is written over it, or the page is read again, where ours is offered. */
  #overtaken(): void {
    showStatus(this, words().draftHere, true);
    say(words().draftOvertaken);
    if (this.querySelector(".draft-offer") !== null) return;
    putAbove(this, overtakenLine((isOurs) => {
      if (isOurs) void this.#keeper?.overwrite();
      else location.reload();
    }));
  }

  #clock(at: number): string {
    return clockTime(new Date(at), timeZone());
  }
}
