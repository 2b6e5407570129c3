// A question and its accepted answer, as others see it happen; and what a person sets aside.
import { answer, composer, expectNoReload, goToSpace, mark, post, startThread } from "./steps.ts";
import { expect, space, test } from "./fixtures.ts";

test("an accepted answer shows at the head, to others without reload, and the question opens again", async ({ browsers }) => {
  const [nives, elena] = [await browsers.of("nives"), await browsers.of("elena")];
  await goToSpace(nives, space);
  const thread = await startThread(nives, "Chi tiene le chiavi?", "Da noi nessuno.");
  await nives.getByRole("button", { name: "È una domanda" }).click();
  await expect(nives.getByText("Nessuna risposta è stata ancora accolta.")).toBeVisible();
  await elena.goto(thread);
  await mark(elena);
  await answer(elena, "Da noi la portineria.");
  await mark(elena);
  const arrived = post(nives, "Da noi la portineria.");
  await arrived.getByRole("button", { name: "Accogli questa risposta" }).click();
  await expect(nives.locator("#domanda")).toContainText("Risposta accolta, di Elena Vallescura");
  await expect(elena.locator("#domanda")).toContainText("Risposta accolta, di Elena Vallescura");
  await expect(post(elena, "Da noi la portineria.")).toHaveClass(/is-accepted/);
  await expect(post(elena, "Da noi la portineria.").getByRole("link", { name: "Modifica" })).toBeVisible();
  await post(nives, "Da noi la portineria.").getByRole("button", { name: "Riapri la domanda" }).click();
  await expect(elena.locator("#domanda")).toContainText("Nessuna risposta è stata ancora accolta.");
  await expect(post(elena, "Da noi la portineria.")).not.toHaveClass(/is-accepted/);
  await expectNoReload(elena);
});

test("a message is set aside and found again without JavaScript", async ({ browsers }) => {
  const page = await browsers.of("elena", { javaScriptEnabled: false });
  await goToSpace(page, space);
  await startThread(page, "Da rileggere con calma", "Un testo lungo, da rileggere.");
  await page.getByRole("link", { name: "Segna", exact: true }).click();
  await page.getByLabel("Nota").fill("Prima di giovedì");
  await page.getByRole("radio", { name: /^La prossima mattina/ }).check();
  await page.getByRole("button", { name: "Salva il segnalibro" }).click();
  await expect(page.getByRole("link", { name: "Segnato" })).toBeVisible();
  await page.goto("/segnalibri?vista=promemoria");
  await expect(page.getByText("Prima di giovedì")).toBeVisible();
  await page.getByRole("button", { name: "Togli" }).first().click();
  await expect(page.getByText("Il segnalibro non c’è più.")).toBeVisible();
});

test("an office is offered beside people, and named", async ({ browsers }) => {
  const page = await browsers.of("nives");
  await goToSpace(page, space);
  await startThread(page, "Chi ci aiuta?", "Cerchiamo aiuto.");
  await composer(page).pressSequentially("Lo sa la @mantov");
  await page.getByRole("option", { name: /Prefettura di Mantova/ }).click();
  await page.getByRole("button", { name: "Pubblica la risposta" }).click();
  await expect(page.locator(".post").getByRole("link", { name: "@Prefettura di Mantova" })).toBeVisible();
});
