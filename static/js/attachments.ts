// Files of a composer: dropped, pasted or chosen, they are uploaded at once, two at a time, each with its progress; what fails can be tried
// again. A picture that is pasted or dropped into the text gets its place there. Without this script the field of files goes with the form.
import { element, parseElement } from "./fragment.ts";
import { Placing } from "./placing.ts";
import { say } from "./say.ts";
import { words } from "./words.ts";

const atOnce = 2;
const place = "/allegati";

/** A file on its way, and its row. */
interface Way {
  readonly file: File;
  readonly row: HTMLLIElement;
  request: XMLHttpRequest | null;
  /** Whether it is to stand in the text, and the mark that keeps its place there. */
  readonly isPlaced: boolean;
  mark: string | null;
}

export class Attachments {
  readonly #form: HTMLFormElement;
  readonly #key: string;
  readonly #block: HTMLElement;
  readonly #list: HTMLElement;
  readonly #waiting: Way[] = [];
  readonly #going = new Set<Way>();
  #done: (() => void)[] = [];
  #placing: Placing | null = null;

  constructor(form: HTMLFormElement, key: string, block: HTMLElement, list: HTMLElement) {
    [this.#form, this.#key, this.#block, this.#list] = [form, key, block, list];
    for (const row of list.querySelectorAll<HTMLElement>("[data-file]")) this.#dress(row);
    block.classList.add("is-scripted");
    const hint = block.querySelector<HTMLElement>("[data-attach-hint]");
    if (hint !== null) hint.hidden = false;
  }

  /** Those of a form, if it takes files. */
  static within(form: HTMLFormElement, key: string): Attachments | null {
    const [block, list] = [form.querySelector<HTMLElement>("[data-attach]"), form.querySelector<HTMLElement>("[data-attachments]")];
    return block === null || list === null ? null : new Attachments(form, key, block, list);
  }

  /** Listens until the signal says otherwise. */
  listen(field: HTMLTextAreaElement, signal: AbortSignal): void {
    this.#placing = new Placing(field, signal);
    const input = this.#block.querySelector<HTMLInputElement>("input[type=file]");
    input?.addEventListener("change", () => {
      const files = [...(input.files ?? [])];
      input.value = "";
      this.add(files);
    }, { signal });
    field.addEventListener("paste", (event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0 || event.clipboardData?.getData("text/plain") !== "") return;
      event.preventDefault();
      this.add(files.map(named), true);
    }, { signal });
    const form = this.#form;
    form.addEventListener("dragover", (event) => {
      if (event.dataTransfer?.types.includes("Files") !== true) return;
      event.preventDefault();
      form.classList.add("is-over");
    }, { signal });
    form.addEventListener("dragleave", (event) => {
      if (!(event.relatedTarget instanceof Node && form.contains(event.relatedTarget))) form.classList.remove("is-over");
    }, { signal });
    form.addEventListener("drop", (event) => {
      form.classList.remove("is-over");
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      this.add(files, event.target === field);
    }, { signal });
  }

  get isBusy(): boolean {
    return this.#going.size + this.#waiting.length > 0;
  }

  /** Resolves when nothing is on its way any more. */
  settled(): Promise<void> {
    return this.isBusy ? new Promise((resolve) => this.#done.push(resolve)) : Promise.resolve();
  }

  /** Takes files; pictures among them get their place at the caret, if so wished. */
  add(files: readonly File[], isInText = false): void {
    const max = Number(this.#block.dataset["max"]);
    for (const file of files) {
      const isPlaced = isInText && file.type.startsWith("image/");
      const way: Way = { file, row: element("li", "attachment is-going"), request: null, isPlaced, mark: null };
      this.#list.append(way.row);
      if (file.size > max) this.#failed(way, words().fileTooLarge(file.name), false);
      else this.#queue(way);
    }
    this.#show();
  }

  /** Ends what is on its way: the page goes. */
  stop(): void {
    this.#waiting.length = 0;
    for (const way of this.#going) way.request?.abort();
  }

  #queue(way: Way): void {
    const progress = element("progress", "");
    progress.max = 1;
    progress.setAttribute("aria-label", words().fileGoing(way.file.name));
    progress.value = 0;
    this.#fill(way, [progress], words().fileCancel, () => {
      this.#cancel(way);
    });
    if (way.isPlaced) way.mark = this.#placing?.hold(way.file.name) ?? null;
    this.#waiting.push(way);
    this.#next();
  }

  #next(): void {
    while (this.#going.size < atOnce) {
      const way = this.#waiting.shift();
      if (way === undefined) break;
      this.#going.add(way);
      this.#send(way);
    }
    if (this.isBusy) return;
    for (const resolve of this.#done.splice(0)) resolve();
  }

  #send(way: Way): void {
    const body = new FormData();
    const csrf = this.#form.elements.namedItem("csrf");
    body.set("csrf", csrf instanceof HTMLInputElement ? csrf.value : "");
    body.set("key", this.#key);
    body.set("files", way.file);
    const request = new XMLHttpRequest();
    way.request = request;
    request.open("POST", place);
    request.setRequestHeader("Accept", "text/plain");
    const progress = way.row.querySelector("progress");
    request.upload.addEventListener("progress", (event) => {
      if (progress !== null && event.lengthComputable) progress.value = event.loaded / event.total;
    });
    request.addEventListener("loadend", () => {
      this.#going.delete(way);
      if (request.status === 201) this.#arrived(way, request.responseText);
      else if (way.row.isConnected) this.#failed(way, request.status === 422 ? request.responseText : words().fileFailed(way.file.name), request.status !== 422);
      this.#next();
    });
    request.send(body);
  }

  #arrived(way: Way, html: string): void {
    const row = parseElement(html);
    if (row === null) {
      this.#failed(way, words().fileFailed(way.file.name), true);
      return;
    }
    const hadFocus = way.row.contains(document.activeElement);
    way.row.replaceWith(row);
    this.#dress(row);
    if (hadFocus) row.querySelector<HTMLElement>("input[type=text], button")?.focus();
    const isInText = this.#place(way, row);
    say(isInText ? words().pictureInText : words().fileArrived(way.file.name));
    this.#changed();
  }

  /** Gives a picture its place in the text; takes the place away of what turned out to be none. */
  #place(way: Way, row: HTMLElement): boolean {
    const { mark } = way;
    const button = row.querySelector<HTMLElement>("[data-place]");
    if (mark === null) return false;
    if (button !== null) return this.#placing?.fill(mark, row.dataset["file"] ?? "", button.dataset["words"] ?? "") ?? false;
    this.#leave(way);
    return false;
  }

  /** The place in the text of what does not come goes. */
  #leave(way: Way): void {
    if (way.mark !== null) this.#placing?.drop(way.mark);
    way.mark = null;
  }

  /** The preview depends on what the list holds. */
  #changed(): void {
    this.#block.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #failed(way: Way, sentence: string, mayTryAgain: boolean): void {
    this.#leave(way);
    way.row.classList.add("is-failed");
    const text = element("p", "field-error", sentence);
    const again = element("button", "btn btn-line", words().fileAgain);
    again.type = "button";
    again.addEventListener("click", () => {
      way.row.classList.remove("is-failed");
      this.#queue(way);
    });
    this.#fill(way, mayTryAgain ? [text, again] : [text], words().fileDrop, () => {
      way.row.remove();
      this.#show();
    });
    say(sentence);
  }

  #cancel(way: Way): void {
    const at = this.#waiting.indexOf(way);
    if (at >= 0) this.#waiting.splice(at, 1);
    way.row.remove();
    this.#leave(way);
    way.request?.abort();
    this.#show();
    this.#next();
  }

  /** A row of what is not on the server: its name, what there is to say, a way out. */
  #fill(way: Way, parts: readonly HTMLElement[], label: string, leave: () => void): void {
    const body = element("div", "body");
    body.append(element("p", "attachment-name", way.file.name), ...parts);
    way.row.replaceChildren(body, this.#button(label, way.file.name, leave));
  }

  #button(label: string, name: string, press: () => void): HTMLButtonElement {
    const button = element("button", "btn btn-bare", label);
    button.type = "button";
    button.append(element("span", "visually-hidden", ` ${name}`));
    button.addEventListener("click", press);
    return button;
  }

  /** A row from the server: a button in place of the box that a form without a script needs. */
  #dress(row: HTMLElement): void {
    const name = row.querySelector(".attachment-name span")?.textContent.trim() ?? "";
    const leave = this.#button(words().fileDrop, name, () => {
      row.remove();
      this.#show();
      this.#block.querySelector<HTMLElement>("input[type=file]")?.focus();
      this.#changed();
      if (row.dataset["attached"] === undefined) void this.#forget(row.dataset["file"] ?? "");
    });
    row.querySelector("[data-drop]")?.replaceWith(leave);
    row.querySelector("[data-place-hint]")?.remove();
    const place = row.querySelector<HTMLButtonElement>("[data-place]");
    if (place === null) return;
    place.hidden = false;
    place.addEventListener("click", () => {
      const said = row.querySelector<HTMLInputElement>("input[type=text]")?.value.trim() ?? "";
      this.#placing?.put(row.dataset["file"] ?? "", said === "" ? place.dataset["words"] ?? "" : said);
      say(words().pictureInText);
    });
  }

  /** A file of the draft goes at once; if that fails it is not published, and goes after a day. */
  async #forget(file: string): Promise<void> {
    const csrf = this.#form.elements.namedItem("csrf");
    const body = new URLSearchParams({ csrf: csrf instanceof HTMLInputElement ? csrf.value : "" });
    await fetch(`${place}/${file}/togli`, { method: "POST", body, credentials: "same-origin", redirect: "manual" }).catch(() => null);
  }

  #show(): void {
    this.#list.hidden = this.#list.childElementCount === 0;
  }
}

/** What is pasted is called "image.png" by every browser. */
function named(file: File): File {
  if (!/^image\.\w+$/.test(file.name)) return file;
  const time = new Date().toLocaleTimeString("it", { hour: "2-digit", minute: "2-digit" }).replace(":", ".");
  return new File([file], `${words().pastedName} ${time}.${file.name.split(".").pop() ?? "png"}`, { type: file.type });
}
