// What the lists of pages share: what a place is, and ways that several of them begin with.
import { beginPasskey, device, goToSpace, startThread } from "../steps.ts";
import { type Browsers, expect, password, space } from "../fixtures.ts";
import type { Page } from "@playwright/test";

export interface Place {
  readonly name: string;
  open(browsers: Browsers): Promise<Page>;
}

export async function at(page: Page, path: string): Promise<Page> {
  await page.goto(path);
  return page;
}

export async function inSpace(page: Page, name = space): Promise<Page> {
  await goToSpace(page, name);
  return page;
}

export async function inOwnThread(page: Page): Promise<Page> {
  await inSpace(page);
  await startThread(page, "Una discussione di prova", "Un testo con **grassetto**, un elenco:\n\n- uno\n- due\n\n> una citazione\n\n| a | b |\n|---|---|\n| 1 | 2 |");
  return page;
}

export async function withTopics(page: Page): Promise<Page> {
  await inOwnThread(page);
  await page.getByRole("link", { name: "Aggiungi argomenti" }).click();
  await page.getByLabel("Argomenti").fill("mediazione, turni allo sportello, Minori (MSNA)");
  await page.getByRole("button", { name: "Salva gli argomenti" }).click();
  await expect(page.getByRole("link", { name: "Argomento: mediazione" })).toBeVisible();
  return page;
}

export async function ofErrors(page: Page, button: string): Promise<Page> {
  await page.evaluate(() => { for (const form of document.forms) form.noValidate = true; });
  await page.getByRole("button", { name: button }).click();
  await expect(page.getByRole("alert")).toBeFocused();
  return page;
}

/** The list of somebody's passkeys, with one. */
export async function withPasskey(browsers: Browsers, name: "ivo" | "nives" = "ivo"): Promise<Page> {
  const page = await browsers.of(name, browsers.byName);
  await device(page);
  await beginPasskey(page, "Portatile dell’ufficio", password);
  await page.getByRole("button", { name: "Crea la passkey «Portatile dell’ufficio»" }).click();
  await expect(page.locator(".flash")).toContainText("è pronta");
  return page;
}

/** An account as administrators see it. */
export async function ofAccount(page: Page, name: string): Promise<Page> {
  await page.goto(`/amministrazione/persone?cerca=${encodeURIComponent(name)}`);
  await page.getByRole("main").locator(".ledger").getByRole("link").first().click();
  await expect(page.getByRole("heading", { name: "Che cosa puoi fare" })).toBeVisible();
  return page;
}
