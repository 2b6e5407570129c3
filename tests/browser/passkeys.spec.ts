// Passkeys with a device of Chromium's own: made, used by the button and by what the browser fills in, demanded, taken away.
import { expect, password, people, signIn, test } from "./fixtures.ts";
import { beginPasskey, device } from "./steps.ts";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** The device here answers what the browser would offer beside the field by itself: until the test wants that, no such offer. */
async function withoutOffers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    if (localStorage.getItem("offers") === "yes") return;
    Object.defineProperty(PublicKeyCredential, "isConditionalMediationAvailable", { value: async () => await Promise.resolve(false) });
  });
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Esci" }).first().click();
}

const button = (page: Page): ReturnType<Page["getByRole"]> => page.getByRole("button", { name: "Entra con una passkey" });
const home = async (page: Page): Promise<void> => { await expect(page.getByRole("heading", { level: 1 })).toContainText("Buongiorno"); };

test("a passkey from the first day to the last", async ({ ownServer }) => {
  const { browsers } = await ownServer("sqlite");
  const page = await browsers.nobody(browsers.byName);
  await withoutOffers(page);
  const recognise = await device(page);
  await page.goto("/accedi");
  await signIn(page, people.ornella);
  await home(page);
  await page.goto("/profilo");
  await page.getByRole("link", { name: "Passkey", exact: true }).click();
  await expect(page.getByLabel("Nome della passkey")).toHaveValue("Chrome su Linux");
  await beginPasskey(page, "Portatile", password);

  // the device does not know who is there: said in words, and nothing is lost
  await recognise(false);
  await page.getByRole("button", { name: "Crea la passkey «Portatile»" }).click();
  await expect(page.getByRole("alert")).toContainText("La passkey non è stata creata");
  await recognise(true);
  await page.getByRole("button", { name: "Crea la passkey «Portatile»" }).click();
  await expect(page.locator(".flash")).toContainText("«Portatile» è pronta");

  // the same device does not take a second one
  await beginPasskey(page, "Ancora", password);
  await page.getByRole("button", { name: "Crea la passkey «Ancora»" }).click();
  await expect(page.getByRole("alert")).toContainText("c’è già una tua passkey");

  // in by the button, with the keyboard
  await signOut(page);
  await expect(button(page)).toBeVisible();
  await recognise(false);
  await button(page).click();
  await expect(page.getByRole("alert")).toContainText("Non è entrato nessuno");
  await recognise(true);
  await button(page).focus();
  await page.keyboard.press("Enter");
  await home(page);

  // in by what the browser offers beside the field
  await page.evaluate(() => { localStorage.setItem("offers", "yes"); });
  await page.goto("/profilo");
  await signOut(page);
  await home(page);
  await page.evaluate(() => { localStorage.removeItem("offers"); });

  // a second factor is demanded: the password leads to the passkey
  const gaia = await browsers.of("gaia");
  await gaia.goto("/amministrazione/secondo-fattore");
  await gaia.getByLabel("chi facilita uno spazio").check();
  await gaia.getByRole("button", { name: "Salva le modifiche" }).click();
  await expect(gaia.locator(".flash")).toBeVisible();
  await page.goto("/rubrica");
  await expect(page.getByRole("heading", { level: 1, name: "Rubrica" })).toBeVisible();
  await signOut(page);
  await page.goto("/accedi?poi=%2Frubrica");
  await signIn(page, people.ornella);
  await expect(page.getByText("serve anche la tua passkey")).toBeVisible();
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 844 });
    await expect(page.locator("html")).not.toHaveAttribute("aria-busy");
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  }
  await button(page).click();
  await expect(page.getByRole("heading", { level: 1, name: "Rubrica" })).toBeVisible();

  // taken away: the device still has it, the house does not (and whoever lacks what is demanded has no socket)
  browsers.expect(/WebSocket connection to .* failed/);
  await page.goto("/profilo/passkey");
  await page.getByRole("link", { name: /^Modifica/ }).click();
  await page.getByRole("button", { name: "Togli questa passkey" }).click();
  await expect(page.locator(".flash")).toContainText("non apre più niente");
  await page.goto("/rubrica");
  await expect(page.getByRole("heading", { level: 1, name: "Secondo fattore" })).toBeVisible();
  await signOut(page);
  await button(page).click();
  await expect(page.getByRole("alert")).toContainText("Con questa passkey non si entra");
  await expect(page.getByRole("alert")).toBeFocused();
});

test("a form that came too late comes back after a passkey", async ({ ownServer }) => {
  const { browsers } = await ownServer("postgres");
  const page = await browsers.nobody(browsers.byName);
  await withoutOffers(page);
  await device(page);
  await page.goto("/accedi");
  await signIn(page, people.elena);
  await home(page);
  await beginPasskey(page, "Portatile", password);
  await page.getByRole("button", { name: "Crea la passkey «Portatile»" }).click();
  await expect(page.locator(".flash")).toContainText("è pronta");
  await page.goto("/spazi/1/discussioni/nuova");
  await page.getByLabel("Titolo").fill("Una discussione che non si perde");
  await page.getByLabel("Testo", { exact: true }).fill("Un testo lungo.");
  await page.context().clearCookies();
  await page.getByRole("button", { name: "Pubblica la discussione" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Accedi di nuovo" })).toBeVisible();
  await button(page).click();
  await expect(page.getByText("Un testo lungo.")).toBeVisible();
});

test("in English", async ({ browsers }) => {
  const page = await browsers.nobody({ ...browsers.byName, locale: "en-GB" });
  await withoutOffers(page);
  await device(page);
  await page.goto("/accedi");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByRole("alert")).toContainText("Nobody came in");
});

test("without scripts the password stays as it is", async ({ browsers }) => {
  const page = await browsers.nobody({ ...browsers.byName, javaScriptEnabled: false });
  await page.goto("/accedi");
  await expect(page.getByRole("button")).toHaveText(["Accedi"]);
  await signIn(page, people.elena);
  await home(page);
  await page.goto("/profilo/passkey");
  // what stands in <noscript> has no text for the other locators
  await expect(page.locator("noscript p")).toBeVisible();
  await expect(page.getByRole("button", { name: "Prosegui" })).toBeHidden();
});
