// Words that answer without a message, words that go and come back, and discussions that are closed: as others see it happen.
import { answer, composer, expectNoReload, expectNoSideways, goToSpace, mark, post, startThread } from "./steps.ts";
import { expect, space, test } from "./fixtures.ts";

test("a reaction shows at once, to others without reload, and is taken back", async ({ browsers }) => {
  const [nives, elena] = [await browsers.of("nives"), await browsers.of("elena")];
  await goToSpace(nives, space);
  const thread = await startThread(nives, "Che cosa ne dite?", "Proviamo con due fasce.");
  await elena.goto(thread);
  await Promise.all([mark(nives), mark(elena)]);

  const hers = post(elena, "Proviamo con due fasce.");
  await hers.getByText("Reagisci").focus();
  await elena.keyboard.press("Enter");
  await hers.getByRole("button", { name: "Anche da noi" }).focus();
  await elena.keyboard.press("Enter");
  await expect(hers.getByRole("button", { name: "Anche da noi 1", pressed: true })).toBeFocused();

  const seen = post(nives, "Proviamo con due fasce.");
  await expect(seen.getByRole("button", { name: "Anche da noi 1", pressed: false })).toBeVisible();
  await seen.getByText("1 reazione: di chi").click();
  await expect(seen.getByText("Elena Vallescura, ")).toBeVisible();
  await seen.getByRole("button", { name: "Anche da noi 1" }).click();
  await expect(seen.getByText("2 reazioni: di chi")).toBeVisible();
  await expect(hers.getByRole("button", { name: "Anche da noi 2", pressed: true })).toBeVisible();

  await hers.getByRole("button", { name: "Anche da noi 2" }).click();
  await expect(hers.getByRole("button", { name: "Anche da noi 1", pressed: false })).toBeVisible();
  await expect(seen.getByRole("button", { name: "Anche da noi 1", pressed: true })).toBeVisible();
  await Promise.all([expectNoReload(nives), expectNoReload(elena)]);
});

test("a reaction without JavaScript is a form", async ({ browsers }) => {
  const page = await browsers.of("elena", { javaScriptEnabled: false });
  await goToSpace(page, space);
  await startThread(page, "Senza script si reagisce", "Una proposta.");
  await page.getByText("Reagisci").click();
  await page.getByRole("button", { name: "Utile" }).click();
  await expect(page).toHaveURL(/#m1$/);
  await expect(page.getByRole("button", { name: "Utile 1", pressed: true })).toBeVisible();
});

test("a deletion is undone from its place, and everybody sees both", async ({ browsers }) => {
  const [nives, elena] = [await browsers.of("nives"), await browsers.of("elena")];
  await goToSpace(nives, space);
  const thread = await startThread(nives, "Tolto e rimesso", "Il primo messaggio.");
  await answer(nives, "Scritto di fretta.");
  await elena.goto(thread);
  await mark(elena);
  await post(nives, "Scritto di fretta.").getByRole("link", { name: "Elimina" }).click();
  await nives.getByRole("button", { name: "Elimina il messaggio" }).click();
  await expect(elena.locator("#m2")).toContainText("che è stato eliminato");
  await expect(elena.locator("#m2").getByRole("button")).toHaveCount(0);
  await nives.locator("#m2").getByRole("button", { name: "Rimetti il messaggio" }).click();
  await expect(post(nives, "Scritto di fretta.")).toBeVisible();
  await expect(post(elena, "Scritto di fretta.")).toBeVisible();
  await expectNoReload(elena);
});

test("a discussion is closed and reopened under who is writing", async ({ browsers }) => {
  const [elena, ornella] = [await browsers.of("elena"), await browsers.of("ornella")];
  await goToSpace(elena, space);
  const thread = await startThread(elena, "Da chiudere e riaprire", "Il primo messaggio.");
  await composer(elena).fill("Sto ancora scrivendo");
  await mark(elena);
  await ornella.goto(thread);
  await ornella.getByRole("link", { name: "Chiudi la discussione" }).click();
  await ornella.getByLabel("Motivo").fill("Se ne parla altrove.");
  await ornella.getByRole("button", { name: "Chiudi la discussione" }).click();
  await expect(ornella.getByRole("button", { name: "Riapri la discussione" })).toBeVisible();
  await expect(elena.locator("#stato")).toContainText("Motivo: Se ne parla altrove.");
  await expect(elena.getByRole("button", { name: "Pubblica la risposta" })).toBeDisabled();
  await expect(composer(elena)).toHaveValue("Sto ancora scrivendo");
  await ornella.getByRole("button", { name: "Riapri la discussione" }).click();
  await expect(elena.locator("#stato")).toBeHidden();
  await expectNoReload(elena);
  await elena.getByRole("button", { name: "Pubblica la risposta" }).click();
  await expect(post(elena, "Sto ancora scrivendo")).toBeVisible();
  await ornella.setViewportSize({ width: 390, height: 800 });
  await expectNoSideways(ornella);
});
