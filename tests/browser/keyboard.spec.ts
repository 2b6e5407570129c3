// Everything with the keyboard alone, and the focus always to be seen.
import { expect, password, people, space, test } from "./fixtures.ts";
import type { Locator, Page } from "@playwright/test";
import { composer, post } from "./steps.ts";

/** The focused element is in sight, shows its ring, and nothing lies over it. */
async function expectVisibleFocus(page: Page): Promise<void> {
  const trouble = await page.evaluate(() => {
    const focused = document.activeElement;
    if (focused === null || focused === document.body) return "nothing has the focus";
    const name = focused.outerHTML.slice(0, 120);
    const { outlineStyle, outlineWidth } = getComputedStyle(focused);
    if (outlineStyle === "none" || Number.parseFloat(outlineWidth) < 2) return `no ring: ${name}`;
    const box = focused.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    if (box.width === 0 || x < 0 || x > innerWidth || y < 0 || y > innerHeight) return `out of sight: ${name}`;
    const above = document.elementFromPoint(x, y);
    return above !== null && (focused.contains(above) || above.contains(focused)) ? "" : `covered: ${name}`;
  });
  expect(trouble).toBe("");
}

/** Presses Tab until the element has the focus; each stop on the way must be visible. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let stops = 0; stops < 80; stops += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement === document.body)) continue;
    await expectVisibleFocus(page);
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab never comes to ${target.toString()}`);
}

test("sign in, reach a space, write, preview, publish, change, with the keyboard alone", async ({ browsers }) => {
  const page = await browsers.nobody();
  await page.goto("/accedi");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Vai al contenuto" })).toBeFocused();
  await expectVisibleFocus(page);
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByLabel("Indirizzo e-mail"));
  await page.keyboard.type(people.nives);
  await tabTo(page, page.getByLabel("Password", { exact: true }));
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Buongiorno, Nives");

  await tabTo(page, page.getByRole("complementary").getByRole("link", { name: space }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: space })).toBeVisible();
  await tabTo(page, page.getByRole("link", { name: "Apri una discussione" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Apri una discussione" })).toBeVisible();

  await tabTo(page, page.getByLabel("Titolo"));
  await page.keyboard.type("Solo con la tastiera: si può?");
  await tabTo(page, page.getByRole("button", { name: "Grassetto" }));
  await tabTo(page, composer(page));
  await page.keyboard.type("Scrivo ");
  await page.keyboard.press("Control+b");
  await page.keyboard.type("senza mouse");
  await expect(composer(page)).toHaveValue("Scrivo **senza mouse**");
  await tabTo(page, page.getByRole("button", { name: "Anteprima" }));
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-preview-target] strong")).toHaveText("senza mouse");
  await tabTo(page, page.getByRole("button", { name: "Pubblica la discussione" }));
  await page.keyboard.press("Space");

  const mine = post(page, "senza mouse");
  await expect(mine).toBeFocused();
  await tabTo(page, mine.getByRole("link", { name: "Modifica" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Modifica il messaggio" })).toBeVisible();
  await tabTo(page, composer(page));
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" e ora correggo.");
  await page.keyboard.press("Control+Enter");
  await expect(post(page, "e ora correggo.")).toBeFocused();
  await expect(page.locator(".post")).toHaveCount(1);
});

test("single keys: next and previous, answer, help; they can be switched off", async ({ browsers }) => {
  const page = await browsers.of("nives");
  await page.goto("/spazi");
  // a space where no other test pins or closes what stands first
  await page.getByRole("main").getByRole("link", { name: "Minori stranieri non accompagnati", exact: true }).click();
  await expect(page.locator(".talk").first()).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect(page.locator(".talk").nth(1).locator(".title-line a")).toBeFocused();
  await expectVisibleFocus(page);
  await page.keyboard.press("k");
  await page.keyboard.press("Enter");
  await expect(page.locator(".post").first()).toBeVisible();
  await page.keyboard.press("r");
  await expect(composer(page)).toBeFocused();
  await page.keyboard.type("?");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await composer(page).fill("");
  await composer(page).blur();

  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("checkbox")).toBeFocused();
  await page.keyboard.press("Space");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("r");
  await expect(composer(page)).not.toBeFocused();
  await page.getByRole("button", { name: /^Scorciatoie/ }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("checkbox").press("Space");
  await page.keyboard.press("Escape");
  await page.keyboard.press("r");
  await expect(composer(page)).toBeFocused();
});

test("a form that comes back with errors puts the focus on them", async ({ browsers }) => {
  // somebody else than above: what is not published stays as a draft
  const page = await browsers.of("ornella");
  await page.goto("/spazi");
  await page.getByRole("main").getByRole("link", { name: space, exact: true }).click();
  await page.getByRole("link", { name: "Apri una discussione" }).click();
  await composer(page).fill("Il testo c’è, il titolo no.");
  await composer(page).press("Control+Enter");
  const summary = page.getByRole("alert");
  await expect(summary).toBeFocused();
  await expectVisibleFocus(page);
  await summary.getByRole("link", { name: /^Titolo/ }).press("Enter");
  await expect(page.getByLabel("Titolo")).toBeFocused();
  await expect(page.getByLabel("Titolo")).toHaveAccessibleDescription(/Questo campo serve/);
  await expect(composer(page)).toHaveValue("Il testo c’è, il titolo no.");
});
