// What the tests have: a server per worker, people who are signed in, and a watch over every page.
import { type BrowserContext, type BrowserContextOptions, expect, type Page, test as base } from "@playwright/test";
import { type Database, Server } from "./server.ts";
import { Watch } from "./watch.ts";

export { expect } from "@playwright/test";

export const password = "benvenuti-in-prassi";

/** People of the demo community. */
export const people = {
  nives: "nives.altopiano@prefettura.example",
  elena: "elena.vallescura@prefettura.example",
  lucia: "lucia.boscoverde@prefettura.example",
  ornella: "ornella.bassavalle@prefettura.example",
  ivo: "ivo.pietrafonda@altavela.example",
  gaia: "gaia.terrachiara@dlci.example",
  livia: "livia.acquaviola@pontelungo.example",
} as const;

export type Name = keyof typeof people;

export const space = "Mediazione e servizi";

/** Fills in the sign-in form that the page shows. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel("Indirizzo e-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Accedi" }).click();
}

/** A browser of somebody's own, and the way to open more. */
export class Browsers {
  readonly #make: (options: BrowserContextOptions) => Promise<BrowserContext>;
  readonly #server: Server;
  readonly #open: BrowserContext[] = [];
  readonly watches: Watch[] = [];
  #heard: ((html: Promise<string>) => void) | null = null;

  constructor(server: Server, make: (options: BrowserContextOptions) => Promise<BrowserContext>) {
    this.#server = server;
    this.#make = make;
  }

  /** A page in a browser where nobody is signed in. */
  async nobody(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.#make({ baseURL: this.#server.origin, ...options });
    this.#open.push(context);
    context.on("response", (response) => {
      const isPage = (response.headers()["content-type"] ?? "").startsWith("text/html");
      // the body of a redirect cannot be had, nor that of a draft sent by a page that is gone; a preview is no page
      if (isPage && (response.status() < 300 || response.status() >= 400) && !/\/(?:anteprima|bozze|allegati)$/.test(response.url())) {
        this.#heard?.(response.text().catch(() => ""));
      }
    });
    this.watches.push(new Watch(options.baseURL ?? this.#server.origin, context));
    return await context.newPage();
  }

  /** The server by its name instead of its number: passkeys belong to names. */
  get byName(): BrowserContextOptions {
    return { baseURL: this.#server.origin.replace("127.0.0.1", "localhost") };
  }

  /** A page in a browser of this person's own, just signed in. */
  async of(name: Name, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await this.nobody(options);
    await page.goto("/accedi");
    await signIn(page, people[name]);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Buongiorno");
    return page;
  }

  /** What the test brings about itself, and so is no error. */
  expect(what: RegExp): void {
    for (const watch of this.watches) watch.expected = what;
  }

  /** Called with each page that the server writes. */
  onPage(heard: (html: Promise<string>) => void): void {
    this.#heard = heard;
  }

  async close(): Promise<void> {
    await Promise.all(this.#open.map((context) => context.close()));
  }
}

interface Own {
  /** Browsers on the worker's server. */
  browsers: Browsers;
  /** Starts a server for this test alone. */
  ownServer: (database: Database) => Promise<{ server: Server; browsers: Browsers }>;
}

export const test = base.extend<Own, { server: Server }>({
  server: [
    async ({}, use) => {
      const server = await Server.start("sqlite");
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  browsers: async ({ server, browser }, use) => {
    const browsers = new Browsers(server, (options) => browser.newContext(options));
    await use(browsers);
    const complaints = browsers.watches.flatMap((watch) => watch.complaints);
    await browsers.close();
    expect(complaints, "errors, refusals and requests to others").toEqual([]);
  },
  ownServer: async ({ browser }, use) => {
    const started: { server: Server; browsers: Browsers }[] = [];
    await use(async (database) => {
      const server = await Server.start(database);
      const browsers = new Browsers(server, (options) => browser.newContext(options));
      started.push({ server, browsers });
      return { server, browsers };
    });
    for (const { server, browsers } of started) {
      await browsers.close();
      await server.stop();
    }
    expect(started.flatMap(({ browsers }) => browsers.watches.flatMap((watch) => watch.complaints)), "errors, refusals and requests to others").toEqual([]);
  },
});
