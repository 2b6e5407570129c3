// Files of messages: chosen, dropped, pasted, taken out; and all of it without a script.
import { bring, picture } from "./bring.ts";
import { composer, goToSpace, post, startThread } from "./steps.ts";
import { expect, space, test } from "./fixtures.ts";

test("choose, drop and paste files, take one out, publish, change", async ({ browsers }) => {
  const page = await browsers.of("elena");
  await goToSpace(page, space);
  await startThread(page, "Una discussione con file", "Il primo messaggio.");
  const rows = page.locator("[data-file]");

  await page.getByLabel("Aggiungi file").setInputFiles([
    { name: "verbale.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7 di prova") },
    { name: "elenco <b>.csv", mimeType: "text/csv", buffer: Buffer.from("a;b\n1;2\n") },
  ]);
  await expect(rows).toHaveCount(2);
  await bring(page, "drop", "note.txt", "text/plain", Buffer.from("due note").toString("base64"));
  await bring(page, "paste", "image.png", "image/png", await picture(page, 24, 24));
  await expect(rows).toHaveCount(4);
  const pasted = rows.filter({ hasText: "immagine incollata" });
  await expect(pasted.locator("img")).toBeVisible();
  await pasted.getByLabel("Che cosa si vede").fill("Un quadrato rosso");
  await rows.filter({ hasText: "note.txt" }).getByRole("button", { name: "Togli" }).click();
  await expect(rows).toHaveCount(3);

  // The draft keeps them.
  await composer(page).fill("Ecco il verbale.");
  await page.getByRole("button", { name: "Tieni come bozza" }).click();
  await expect(page.getByText(/^Bozza salvata alle/)).toBeVisible();
  await page.reload();
  await expect(rows).toHaveCount(3);
  await pasted.getByLabel("Che cosa si vede").fill("Un quadrato rosso");
  await page.getByRole("button", { name: "Pubblica la risposta" }).click();
  const message = post(page, "Ecco il verbale.");
  await expect(message.getByRole("group", { name: "Allegati" }).getByRole("link")).toHaveCount(2);
  await expect(message.getByRole("link", { name: "elenco <b>.csv" })).toBeVisible();
  await expect(message.getByRole("img", { name: "Un quadrato rosso" })).toBeVisible();
  await expect(rows).toHaveCount(0);

  const download = page.waitForEvent("download");
  await message.getByRole("link", { name: "verbale.pdf" }).click();
  expect((await download).suggestedFilename()).toBe("verbale.pdf");

  await message.getByRole("link", { name: "Modifica" }).click();
  await expect(rows).toHaveCount(3);
  await rows.filter({ hasText: "verbale.pdf" }).getByRole("button", { name: "Togli" }).click();
  await page.getByRole("button", { name: "Salva le modifiche" }).click();
  await expect(message).toContainText("modificato");
  await expect(message.getByRole("link", { name: "verbale.pdf" })).toHaveCount(0);
});

test("what cannot be taken is said beside its name, and can be tried again", async ({ browsers }) => {
  const page = await browsers.of("elena");
  browsers.expect(/allegati|Failed to load resource/);
  await goToSpace(page, space);
  await startThread(page, "Una discussione senza file", "Il primo messaggio.");
  await page.getByLabel("Aggiungi file").setInputFiles([{ name: "vuoto.txt", mimeType: "text/plain", buffer: Buffer.alloc(0) }]);
  const row = page.locator(".attachment");
  await expect(row).toContainText("«vuoto.txt» è vuoto");
  await row.getByRole("button", { name: "Togli" }).click();
  await expect(row).toHaveCount(0);

  await page.route("**/allegati", (route) => route.abort());
  await page.getByLabel("Aggiungi file").setInputFiles([{ name: "note.txt", mimeType: "text/plain", buffer: Buffer.from("due note") }]);
  await expect(row).toContainText("«note.txt» non è arrivato");
  await page.unroute("**/allegati");
  await row.getByRole("button", { name: "Riprova" }).click();
  await expect(page.locator("[data-file]")).toHaveCount(1);
});

test("files without a script", async ({ browsers }) => {
  const page = await browsers.of("elena", { javaScriptEnabled: false });
  await goToSpace(page, space);
  await page.getByRole("link", { name: "Apri una discussione" }).click();
  await page.getByLabel("Titolo").fill("File senza script");
  await composer(page).fill("Ecco i file.");
  const file = (name: string, text: string): { name: string; mimeType: string; buffer: Buffer } => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
  await page.getByLabel("Aggiungi file").setInputFiles([file("uno.txt", "uno"), file("due.txt", "due"), file("vuoto.txt", "")]);
  await page.getByRole("button", { name: "Pubblica la discussione" }).click();
  await expect(page.getByRole("alert")).toContainText("«vuoto.txt» è vuoto");
  await expect(page.getByLabel("Titolo")).toHaveValue("File senza script");
  await expect(page.locator("[data-file]")).toHaveCount(2);
  await page.getByLabel("Togli uno.txt").check();
  await page.getByRole("button", { name: "Pubblica la discussione" }).click();
  await expect(post(page, "Ecco i file.").getByRole("group", { name: "Allegati" }).getByRole("link")).toHaveText(/due\.txt/);
});
