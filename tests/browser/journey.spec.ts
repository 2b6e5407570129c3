// The first conversation: invitation → password → profile → first post, seen and answered live by others, before and after the server is killed.
import { expect, people, space, test } from "./fixtures.ts";
import { answer, composer, expectNoReload, goToSpace, linkInLetter, mark, openLetter, post, startThread } from "./steps.ts";
import type { Browsers } from "./fixtures.ts";
import type { Database } from "./server.ts";
import type { Page } from "@playwright/test";

const email = "bruna.pratolungo@prefettura.example";

/** Invited by the administrator, through the letter, to a profile of her own. */
async function invite(browsers: Browsers): Promise<Page> {
  const gaia = await browsers.of("gaia");
  await gaia.getByRole("link", { name: "Amministrazione" }).click();
  await gaia.getByRole("link", { name: "Inviti" }).click();
  await gaia.getByLabel("Nome e cognome").fill("Bruna Pratolungo");
  await gaia.getByLabel("Indirizzo e-mail").fill(email);
  await gaia.getByLabel("Ufficio o ente", { exact: true }).selectOption({ label: "Prefettura di Asti" });
  await gaia.getByLabel("Spazio in cui entra").selectOption({ label: space });
  await gaia.getByRole("button", { name: "Manda l’invito" }).click();
  await expect(gaia.getByText("Invito mandato a Bruna Pratolungo.")).toBeVisible();

  const bruna = await browsers.nobody();
  await openLetter(bruna, email);
  await bruna.goto(await linkInLetter(bruna));
  await expect(bruna.getByText("Gaia Terrachiara")).toBeVisible();
  await bruna.getByLabel("Scegli una password").fill("quattro parole prese a caso");
  await bruna.getByRole("button", { name: "Entra in Prassi" }).click();
  await expect(bruna.getByRole("navigation", { name: "Principale", exact: true })).toBeVisible();
  await bruna.getByRole("link", { name: /^Bruna Pratolungo ?: Profilo$/ }).click();
  await bruna.getByLabel(/^Posso aiutare su/).fill("Turni allo sportello.");
  await bruna.getByRole("button", { name: "Salva le modifiche" }).click();
  await expect(bruna.getByRole("status").filter({ hasText: "Modifiche salvate" }).first()).toBeVisible();
  return bruna;
}

function unread(page: Page): Promise<number> {
  return page.locator("nav.navbar prassi-unread").evaluate((count: HTMLElement) => (count.hidden ? 0 : Number.parseInt(count.textContent, 10)));
}

for (const database of ["sqlite", "postgres"] satisfies Database[]) {
  test(`the first conversation, live, over a kill -9, on ${database}`, async ({ ownServer }) => {
    test.setTimeout(180_000);
    const { server, browsers } = await ownServer(database);
    const bruna = await invite(browsers);
    const [nives, elena] = [await browsers.of("nives"), await browsers.of("elena")];
    await goToSpace(nives, space);
    await nives.locator(".talk").first().hover();
    await Promise.all([mark(nives), mark(elena)]);
    const before = await unread(elena);

    // the first post appears for whoever looks at the space, and counts for whoever looks elsewhere
    await goToSpace(bruna, space);
    const thread = await startThread(bruna, "Chi ha un modello di avviso?", "Ne cerco uno **semplice** per gli sportelli.");
    const row = nives.locator(".talk", { hasText: "Chi ha un modello di avviso?" });
    await nives.getByRole("button", { name: "1 discussione nuova" }).click();
    await expect(row).toHaveClass(/is-unread/);
    await expectNoReload(nives);
    await expect.poll(() => unread(elena)).toBe(before + 1);
    await expectNoReload(elena);

    // the answer and its change appear without reload
    await mark(bruna);
    await row.getByRole("link", { name: "Chi ha un modello di avviso?" }).click();
    await answer(nives, "Ce l’abbiamo noi, te lo mando.");
    await expect(post(bruna, "Ce l’abbiamo noi, te lo mando.")).toBeVisible();
    await post(nives, "Ce l’abbiamo noi").getByRole("link", { name: "Modifica" }).click();
    await expect(nives.getByRole("heading", { level: 1, name: "Modifica il messaggio" })).toBeVisible();
    await composer(nives).fill("Ce l’abbiamo noi: è **di due pagine**.");
    await nives.getByRole("button", { name: "Salva le modifiche" }).click();
    // her own page has come back too: the other one may see the change first, and the kill would cut hers off
    await expect(post(nives, "è di due pagine")).toBeVisible();
    await expect(post(bruna, "è di due pagine").locator("strong")).toHaveText("di due pagine");
    await expect(post(bruna, "è di due pagine")).toContainText("modificato");
    await expect(post(bruna, "te lo mando")).toHaveCount(0);
    await expectNoReload(bruna);

    // the server is killed: a quiet sign comes, and goes when it is back
    browsers.expect(/ERR_CONNECTION_|WebSocket|ERR_EMPTY_RESPONSE/);
    await server.kill();
    await expect(bruna.locator(".net-sign")).toContainText("Senza rete");
    await composer(bruna).fill("Scritto mentre il server non c’era.");
    await server.restart();
    await expect(bruna.locator(".net-sign")).toBeHidden({ timeout: 45_000 });
    await expectNoReload(bruna);
    await expect(composer(bruna)).toHaveValue("Scritto mentre il server non c’era.");
    await expect(bruna.locator("[data-draft-status]")).toContainText("Bozza salvata", { timeout: 45_000 });

    // both find everything again, and live works again
    await nives.goto(thread);
    for (const words of ["Ne cerco uno semplice", "è di due pagine"]) {
      await expect(post(nives, words)).toHaveCount(1);
      await expect(post(bruna, words)).toHaveCount(1);
    }
    await bruna.getByRole("button", { name: "Pubblica la risposta" }).click();
    await expect(post(nives, "Scritto mentre il server non c’era.")).toBeVisible();
    await mark(bruna);
    await answer(nives, "E ora ci siamo di nuovo tutti e due.");
    await expect(post(bruna, "E ora ci siamo di nuovo tutti e due.")).toBeVisible();
    await expectNoReload(bruna);
    await expect(bruna.locator(".post")).toHaveCount(4);
  });
}

test("the demo's people can sign in and out", async ({ browsers }) => {
  const page = await browsers.of("lucia");
  await page.getByRole("button", { name: "Esci" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Accedi" })).toBeVisible();
  await page.goto("/spazi");
  await expect(page).toHaveURL(/\/accedi/);
  expect(people.lucia).toContain("@");
});
