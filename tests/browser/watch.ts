// Listens to a page for whatever should never happen: errors in scripts, refusals of the content-security policy, requests to anybody else.
import type { BrowserContext, Page } from "@playwright/test";

/** A browser notes each answer that is not a success; those that a test brings about are none of its errors. */
const answered = /^Failed to load resource: the server responded with a status of 4\d\d /;

export class Watch {
  readonly complaints: string[] = [];
  /** What the test brings about itself, such as a server that is gone. */
  expected: RegExp | null = null;
  readonly #origin: string;

  constructor(origin: string, context: BrowserContext) {
    this.#origin = origin;
    for (const page of context.pages()) this.#listen(page);
    context.on("page", (page) => { this.#listen(page); });
    context.on("request", (request) => {
      const { protocol, origin: asked } = new URL(request.url());
      if (asked !== this.#origin && protocol !== "data:" && protocol !== "about:") this.#complain(`a request to somebody else: ${request.url()}`);
    });
  }

  #listen(page: Page): void {
    page.on("console", (message) => {
      if (message.type() === "error" || /content security policy/i.test(message.text())) this.#complain(`${page.url()}: ${message.text()}`);
    });
    page.on("pageerror", (error) => { this.#complain(`${page.url()}: ${error.message}`); });
    page.on("websocket", (socket) => {
      if (new URL(socket.url()).host !== new URL(this.#origin).host) this.#complain(`a socket to somebody else: ${socket.url()}`);
    });
  }

  #complain(text: string): void {
    const said = text.replace(/^\S+: (?=Failed to load)/, "");
    if (answered.test(said) || this.expected?.test(text) === true) return;
    this.complaints.push(text);
  }
}
