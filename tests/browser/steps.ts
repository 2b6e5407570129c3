// What people do on the pages, in the words that the pages use.
import { expect, type Locator, type Page } from "@playwright/test";

/** From anywhere to a space, by the navigation. */
export async function goToSpace(page: Page, name: string): Promise<void> {
  await page.getByRole("navigation", { name: /^Principale/ }).getByRole("link", { name: /^Spazi/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Spazi" })).toBeVisible();
  await page.getByRole("main").getByRole("link", { name, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

/** To a discussion by the search: other tests may have pushed it off the first page of its space. */
export async function findThread(page: Page, title: string): Promise<Page> {
  await page.goto(`/cerca?${new URLSearchParams({ q: title }).toString()}`);
  await page.getByRole("region", { name: /titolo/ }).getByRole("link", { name: title }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  return page;
}

/** Opens a discussion in the space that the page shows; gives its address. */
export async function startThread(page: Page, title: string, body: string): Promise<string> {
  await page.getByRole("main").getByRole("link", { name: "Apri una discussione" }).first().click();
  await page.getByLabel("Titolo").fill(title);
  await composer(page).fill(body);
  await page.getByRole("button", { name: "Pubblica la discussione" }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  return new URL(page.url()).pathname;
}

/** Publishes an answer in the discussion that the page shows. */
export async function answer(page: Page, body: string): Promise<void> {
  await composer(page).fill(body);
  await page.getByRole("button", { name: "Pubblica la risposta" }).click();
  await expect(post(page, body)).toBeVisible();
  // it may have arrived live on the page that is about to go
  await expect(composer(page)).toHaveValue("");
}

export function composer(page: Page): Locator {
  return page.getByLabel("Testo", { exact: true });
}

/** The message with these words. */
export function post(page: Page, words: string): Locator {
  return page.locator(".post", { hasText: words });
}

/** Marks the page, so that a reload can be noticed. */
export async function mark(page: Page): Promise<void> {
  await page.evaluate(() => { document.documentElement.dataset["mark"] = "here"; });
}

export async function expectNoReload(page: Page): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("data-mark", "here");
}

/** Nothing sticks out at the side. */
export async function expectNoSideways(page: Page): Promise<void> {
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(excess, `${page.url()} scrolls sideways`).toBe(0);
}

/** The newest letter to somebody in the development mailbox, opened. */
export async function openLetter(page: Page, to: string): Promise<void> {
  const row = page.locator(".mail-row", { hasText: to }).first();
  await expect(async () => {
    await page.goto("/dev/mail");
    await expect(row).toBeVisible({ timeout: 500 });
  }).toPass();
  await row.getByRole("link").click();
  await expect(page.locator(".letter-head")).toBeVisible();
}

/** The path of the link in the letter that the page shows. */
export async function linkInLetter(page: Page): Promise<string> {
  const address = await page.locator(".letter-text a").first().getAttribute("href");
  return new URL(address ?? "").pathname;
}

/** Gives the page's browser a device that makes passkeys and recognises its owner at once; the way to change that. */
export async function device(page: Page): Promise<(isRecognised: boolean) => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable", { enableUI: false });
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  return async (isUserVerified) => { await session.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified }); };
}

/** The second step of a new passkey. */
export async function beginPasskey(page: Page, name: string, password: string): Promise<void> {
  await page.goto("/profilo/passkey");
  await page.getByLabel("Nome della passkey").fill(name);
  await page.getByLabel("La password di adesso", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Prosegui" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Crea la passkey" })).toBeVisible();
}
