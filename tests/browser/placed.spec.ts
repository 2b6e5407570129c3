// Pictures in the text of a message: pasted, dropped, placed with a button, written by hand.
import { bring, picture } from "./bring.ts";
import { composer, expectNoSideways, findThread, goToSpace, post, startThread } from "./steps.ts";
import { expect, space, test } from "./fixtures.ts";
import type { Page } from "@playwright/test";

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** Lets uploads wait; the way to let them go on. */
async function slowly(page: Page): Promise<() => Promise<void>> {
  let release = (): void => undefined;
  const waiting = new Promise<void>((resolve) => { release = resolve; });
  await page.route("**/allegati", async (route) => {
    await waiting;
    await route.continue();
  });
  return async () => {
    release();
    await page.waitForResponse("**/allegati");
  };
}

const selected = async (page: Page): Promise<string> =>
  composer(page).evaluate((field: HTMLTextAreaElement) => field.value.slice(field.selectionStart, field.selectionEnd));

test("a pasted picture keeps its place, asks what is seen, and is shown there", async ({ browsers }) => {
  const page = await browsers.of("elena");
  await goToSpace(page, space);
  await startThread(page, "Immagini nel testo, incollate", "Il primo messaggio.");
  await composer(page).fill("Prima.\n\nDopo.");
  await composer(page).evaluate((field: HTMLTextAreaElement) => { field.setSelectionRange(6, 6); });
  const go = await slowly(page);
  await bring(page, "paste", "image.png", "image/png", await picture(page, 900, 300));
  await expect(composer(page)).toHaveValue(/^Prima\.\n\n!\[«immagine incollata [\d.]+png» sta arrivando…\]\(\)\n\nDopo\.$/);
  await go();
  await expect(composer(page)).toHaveValue(/^Prima\.\n\n!\[che cosa si vede\]\(\/allegati\/\d+\)\n\nDopo\.$/);
  await expect(composer(page)).toBeFocused();
  expect(await selected(page)).toBe("che cosa si vede");
  await page.keyboard.type("Il modulo, in rosso");
  await page.getByRole("button", { name: "Anteprima" }).click();
  await expect(page.locator("[data-preview-target]").getByRole("img", { name: "Il modulo, in rosso" })).toBeVisible();
  await page.getByRole("button", { name: "Pubblica la risposta" }).click();
  const message = post(page, "Prima.");
  const shown = message.locator(".prose").getByRole("img", { name: "Il modulo, in rosso" });
  await expect(shown).toBeVisible();
  await expect(message.locator(".pictures")).toHaveCount(0);
  await expect(composer(page)).toHaveValue("");
  const place = await shown.boundingBox();
  expect((place?.width ?? 0) / (place?.height ?? 1)).toBeCloseTo(3, 1);
  expect(place?.width).toBeGreaterThan(500);

  // Somebody else, on a phone: the same, and nothing sticks out.
  const other = await findThread(await browsers.of("ivo", phone), "Immagini nel testo, incollate");
  await expect(post(other, "Prima.").getByRole("img", { name: "Il modulo, in rosso" })).toBeVisible();
  await expectNoSideways(other);

  // Quoted, it is a way to the picture.
  await message.getByRole("link", { name: /^Cita/ }).click();
  await expect(composer(page)).toHaveValue(/> \[Il modulo, in rosso\]\(\/allegati\/\d+\)/);
});

test("a dropped picture that does not come leaves the text alone, and can be tried again", async ({ browsers }) => {
  const page = await browsers.of("elena");
  browsers.expect(/allegati|Failed to load resource/);
  await goToSpace(page, space);
  await startThread(page, "Immagini nel testo, trascinate", "Il primo messaggio.");
  await composer(page).fill("Ecco:");
  const red = await picture(page, 60, 40);
  await page.route("**/allegati", (route) => route.abort());
  await bring(page, "drop", "foto.png", "image/png", red);
  const row = page.locator(".attachment");
  await expect(row).toContainText("«foto.png» non è arrivato");
  await expect(composer(page)).toHaveValue(/^Ecco:\s*$/);
  await page.unroute("**/allegati");
  await row.getByRole("button", { name: "Riprova" }).click();
  await expect(composer(page)).toHaveValue(/^Ecco:\n\n!\[che cosa si vede\]\(\/allegati\/\d+\)\s*$/);
  // What only says that it is a picture is attached, and stands nowhere.
  await bring(page, "drop", "finta.png", "image/png", Buffer.from("testo").toString("base64"));
  await expect(page.locator("[data-file]")).toHaveCount(2);
  await expect(composer(page)).not.toHaveValue(/finta/);
  // Files of other kinds stay in the list.
  await bring(page, "drop", "note.txt", "text/plain", Buffer.from("due note").toString("base64"));
  await expect(page.locator("[data-file]")).toHaveCount(3);
  await expect(page.getByRole("button", { name: /^Metti nel testo/ })).toHaveCount(1);
});

test("a button places a picture, and the keyboard takes it back", async ({ browsers }) => {
  const page = await browsers.of("elena");
  await goToSpace(page, space);
  await startThread(page, "Immagini nel testo, col pulsante", "Il primo messaggio.");
  await composer(page).fill("Ecco:");
  await page.getByLabel("Aggiungi file").setInputFiles([{ name: "foto.png", mimeType: "image/png", buffer: Buffer.from(await picture(page, 300, 200), "base64") }]);
  const place = page.getByRole("button", { name: "Metti nel testo foto.png" });
  await expect(place).toBeVisible();
  await expect(page.getByText("Per metterla nel testo scrivi")).toHaveCount(0);
  await page.getByLabel("Che cosa si vede").fill("Un [modulo]");
  await place.focus();
  await page.keyboard.press("Enter");
  await expect(composer(page)).toBeFocused();
  await expect(composer(page)).toHaveValue(/^Ecco:\n\n!\[Un \\\[modulo\\\]\]\(\/allegati\/\d+\)\s*$/);
  expect(await selected(page)).toBe("Un \\[modulo\\]");
  await page.keyboard.press("Control+z");
  await expect(composer(page)).toHaveValue("Ecco:");
  await page.keyboard.press("Control+Shift+z");
  await page.getByRole("button", { name: "Anteprima" }).click();
  const preview = page.locator("[data-preview-target]");
  await expect(preview.getByRole("img", { name: "Un [modulo]" })).toBeVisible();
  // Taken off the list, its place has words, and the preview says why.
  await page.locator("[data-file]").getByRole("button", { name: /^Togli/ }).click();
  await expect(preview).toContainText("Immagine non disponibile: Un [modulo]");
  await expect(preview).toContainText("non è fra gli allegati di questo messaggio");
});

test("a picture in the text without a script", async ({ browsers }) => {
  const page = await browsers.of("elena", { javaScriptEnabled: false });
  await goToSpace(page, space);
  await page.getByRole("link", { name: "Apri una discussione" }).click();
  await page.getByLabel("Titolo").fill("Immagini nel testo, senza script");
  await composer(page).fill("Ecco:");
  const scripted = await browsers.of("nives");
  const red = Buffer.from(await picture(scripted, 60, 40), "base64");
  await page.getByLabel("Aggiungi file").setInputFiles([{ name: "foto.png", mimeType: "image/png", buffer: red }]);
  await page.getByRole("button", { name: "Anteprima" }).click();
  await expect(page.getByRole("button", { name: /^Metti nel testo/ })).toBeHidden();
  const hint = (await page.locator("[data-place-hint] code").textContent()) ?? "";
  expect(hint).toMatch(/^!\[che cosa si vede\]\(\/allegati\/\d+\)$/);
  await composer(page).fill(`Ecco:\n\n${hint.replace("che cosa si vede", "Una foto")}`);
  await page.getByRole("button", { name: "Anteprima" }).click();
  await expect(page.locator(".preview").getByRole("img", { name: "Una foto" })).toBeVisible();
  await page.getByRole("button", { name: "Pubblica la discussione" }).click();
  await expect(post(page, "Ecco:").locator(".prose").getByRole("img", { name: "Una foto" })).toBeVisible();
});
