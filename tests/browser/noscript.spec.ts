// Without JavaScript everything but live arrival works.
import { composer, goToSpace, post, startThread } from "./steps.ts";
import { expect, space, test } from "./fixtures.ts";

const plain = { javaScriptEnabled: false };

test("write, preview, keep a draft, publish, quote, change, delete", async ({ browsers }) => {
  const page = await browsers.of("elena", plain);
  await goToSpace(page, space);
  await page.getByRole("link", { name: "Apri una discussione" }).click();
  await expect(page.getByRole("button", { name: "Grassetto" })).toBeHidden();
  await page.getByLabel("Titolo").fill("Senza script, tutto come prima");
  await composer(page).fill("Un elenco:\n\n- primo\n- **secondo**");

  await page.getByRole("button", { name: "Anteprima" }).click();
  await expect(page.locator(".preview li strong")).toHaveText("secondo");
  await expect(page.getByLabel("Titolo")).toHaveValue("Senza script, tutto come prima");

  await page.getByRole("button", { name: "Tieni come bozza" }).click();
  await expect(page.getByText(/^Bozza salvata alle/)).toBeVisible();
  await page.goto("/");
  await page.getByRole("link", { name: "Riprendi Senza script, tutto come prima" }).click();
  await expect(composer(page)).toHaveValue("Un elenco:\n\n- primo\n- **secondo**");

  await page.getByRole("button", { name: "Pubblica la discussione" }).click();
  await expect(page).toHaveURL(/\/discussioni\/\d+#m1$/);
  await post(page, "Un elenco").getByRole("link", { name: /^Cita/ }).click();
  await expect(composer(page)).toHaveValue(/> - primo/);
  await composer(page).fill("Una risposta da cambiare.");
  await page.getByRole("button", { name: "Pubblica la risposta" }).click();
  await expect(page).toHaveURL(/#m2$/);

  await post(page, "Una risposta da cambiare.").getByRole("link", { name: "Modifica" }).click();
  await composer(page).fill("Una risposta cambiata.");
  await page.getByRole("button", { name: "Salva le modifiche" }).click();
  await expect(post(page, "Una risposta cambiata.")).toContainText("modificato");
  await post(page, "Una risposta cambiata.").getByRole("link", { name: "Elimina" }).click();
  await expect(page.getByText("Il testo sparisce per tutti.")).toBeVisible();
  await page.getByRole("button", { name: "Elimina il messaggio" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Il messaggio è stato eliminato." })).toBeVisible();
  await expect(page.locator("#m2")).toContainText("Qui Elena Vallescura aveva scritto un messaggio");
});

test("jump to the first unread message", async ({ browsers }) => {
  const [nives, elena] = [await browsers.of("nives", plain), await browsers.of("elena", plain)];
  await goToSpace(nives, space);
  const thread = await startThread(nives, "Da leggere a metà", "Il primo messaggio.");
  await elena.goto(thread);
  await expect(post(elena, "Il primo messaggio.")).toBeVisible();
  for (const words of ["Il secondo messaggio.", "Il terzo messaggio."]) {
    await composer(nives).fill(words);
    await nives.getByRole("button", { name: "Pubblica la risposta" }).click();
    await expect(post(nives, words)).toBeVisible();
  }
  await expect(async () => {
    await elena.goto(thread);
    await expect(elena.getByText("Da qui non hai ancora letto")).toBeVisible({ timeout: 500 });
  }).toPass();
  await elena.getByRole("main").getByRole("link", { name: "Vai al primo messaggio non letto" }).first().click();
  await expect(elena).toHaveURL(/#m2$/);
  await expect(post(elena, "Il secondo messaggio.")).toBeInViewport();
  await expect(elena.locator(".newline + .post")).toContainText("Il secondo messaggio.");
});
