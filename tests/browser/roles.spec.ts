// A day of each kind of person, at a desk and on a phone: found by the words on the page, and nothing scrolls sideways.
import { answer, composer, expectNoSideways, findThread, goToSpace, linkInLetter, openLetter, post, startThread } from "./steps.ts";
import { type Browsers, expect, type Name, space, test } from "./fixtures.ts";
import type { BrowserContextOptions, Page } from "@playwright/test";

const places: Record<string, BrowserContextOptions> = {
  "at a desk": { viewport: { width: 1280, height: 800 } },
  "on a phone": { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
};

/** Somebody's page, watched for what sticks out at the side wherever it goes. */
async function of(browsers: Browsers, name: Name, options: BrowserContextOptions): Promise<Page> {
  const page = await browsers.of(name, options);
  page.on("load", () => void expectNoSideways(page).catch(() => undefined));
  return page;
}

/** A link of the main navigation, wherever the width puts it. */
async function go(page: Page, name: RegExp): Promise<void> {
  await page.getByRole("navigation", { name: /^Principale/ }).getByRole("link", { name }).click();
}

for (const [where, options] of Object.entries(places)) {
  const unique = where === "at a desk" ? "scrivania" : "telefono";

  test(`an officer finds how others did it, asks, and takes up an answer, ${where}`, async ({ browsers }) => {
    const elena = await of(browsers, "elena", options);
    await elena.getByRole("main").getByRole("searchbox").fill("lingue rare");
    await elena.getByRole("main").getByRole("button", { name: "Cerca" }).click();
    await elena.getByRole("main").getByRole("link", { name: "Mediazione agli sportelli: come coprite le lingue rare?" }).first().click();
    await expect(elena.getByRole("heading", { level: 1, name: "Mediazione agli sportelli" })).toBeVisible();
    await expectNoSideways(elena);

    await goToSpace(elena, space);
    await elena.getByRole("main").getByRole("link", { name: "Apri una discussione" }).first().click();
    const title = `Chi ha un modello di delega? (${unique})`;
    await elena.getByLabel("Titolo").fill(title);
    await composer(elena).fill("Ci serve entro domani, @ornella.bassavalle.");
    await elena.getByLabel("È una domanda").check();
    await expectNoSideways(elena);
    await elena.getByRole("button", { name: "Pubblica la discussione" }).click();
    await expect(elena.getByRole("heading", { level: 1, name: title })).toBeVisible();
    const thread = new URL(elena.url()).pathname;

    const ornella = await of(browsers, "ornella", options);
    await ornella.goto(thread);
    await answer(ornella, "Eccone uno di mezza pagina.");
    const theirs = post(elena, "Eccone uno di mezza pagina.");
    await expect(theirs).toBeVisible();
    await theirs.getByRole("button", { name: /^Accogli questa risposta/ }).click();
    await expect(elena.getByRole("region", { name: "Risposta accolta, di Ornella Bassavalle" })).toContainText("Eccone uno di mezza pagina.");
    await expect(elena.getByText("Fatto: la risposta accolta").first()).toBeVisible();
    await theirs.getByRole("link", { name: /^Segna/ }).click();
    await elena.getByRole("button", { name: "Salva il segnalibro" }).click();
    await expect(elena.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await elena.goto("/segnalibri");
    await expect(elena.getByRole("main")).toContainText("Eccone uno di mezza pagina.");
    await expectNoSideways(elena);
  });

  test(`a facilitator lets somebody in, says why not, and tidies up, ${where}`, async ({ browsers }) => {
    const gaia = await of(browsers, "gaia", options);
    await gaia.goto("/spazi/nuovo");
    const name = `Sportelli (${unique} ${String(process.pid)})`;
    await gaia.getByLabel("Nome dello spazio").fill(name);
    await gaia.getByLabel("A che cosa serve").fill("Turni e sportelli");
    await gaia.getByRole("radio", { name: /^Chiuso/ }).check();
    await gaia.getByRole("button", { name: "Crea lo spazio" }).click();
    await expect(gaia.getByRole("heading", { level: 1, name })).toBeVisible();
    const [elena, nives] = [await of(browsers, "elena", options), await of(browsers, "nives", options)];
    for (const page of [elena, nives]) {
      await page.goto(new URL(gaia.url()).pathname);
      await page.getByLabel("Perché vuoi entrare").fill("Lavoro allo sportello.");
      await page.getByRole("button", { name: "Chiedi di entrare" }).click();
      await expect(page.getByRole("heading", { name: "Hai chiesto di entrare" })).toBeVisible();
      await expectNoSideways(page);
    }
    await gaia.getByRole("link", { name: /^Persone/ }).click();
    const asking = gaia.getByRole("region", { name: "Chiedono di entrare" });
    await expectNoSideways(gaia);
    await asking.getByRole("listitem").filter({ hasText: "Elena Vallescura" }).getByRole("button", { name: /^Fai entrare/ }).click();
    await expect(asking.getByRole("listitem").filter({ hasText: "Elena Vallescura" })).toHaveCount(0);
    await asking.getByRole("listitem").filter({ hasText: "Nives Altopiano" }).getByRole("link", { name: /^Non accogliere/ }).click();
    await gaia.getByLabel("Perché").fill("Questo spazio è di chi apre gli sportelli.");
    await gaia.getByRole("button", { name: "Rispondi e non accogliere" }).click();
    await expect(gaia.getByRole("button", { name: "Rispondi e non accogliere" })).toHaveCount(0);
    await nives.reload();
    await expect(nives.getByRole("main")).toContainText("Questo spazio è di chi apre gli sportelli.");

    await elena.reload();
    const title = "Orari d’estate";
    await startThread(elena, title, "Come fate ad agosto?");
    await gaia.goto(new URL(elena.url()).pathname);
    await gaia.getByRole("button", { name: "Metti in evidenza" }).click();
    await expect(gaia.getByRole("button", { name: "Togli dall’evidenza" })).toBeVisible();
    await gaia.getByRole("link", { name: "Chiudi la discussione" }).click();
    await gaia.getByLabel("Motivo").fill("Ne parliamo nella discussione dei turni.");
    await gaia.getByRole("button", { name: "Chiudi la discussione" }).click();
    await expect(elena.getByText("Ne parliamo nella discussione dei turni.")).toBeVisible();
    await expect(gaia.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await expectNoSideways(gaia);
  });

  test(`a head of office invites colleagues, who arrive, ${where}`, async ({ browsers }) => {
    const lucia = await of(browsers, "lucia", options);
    await go(lucia, /^Rubrica/);
    await lucia.getByRole("searchbox", { name: "Nome o cognome" }).fill("Lucia Boscoverde");
    await lucia.getByRole("search", { name: "Rubrica" }).getByRole("button", { name: "Cerca" }).click();
    await expect(lucia).toHaveURL(/\?/);
    await expect(lucia.locator("html")).not.toHaveAttribute("aria-busy");
    await lucia.getByRole("region", { name: "Persone" }).getByRole("link", { name: "Prefettura di Cremona" }).first().click();
    await expect(lucia).toHaveURL(/\/uffici\//);
    await lucia.getByRole("link", { name: "Invita colleghi" }).click();
    const email = `rita.${unique}.${String(process.pid)}@prefettura.example`;
    await lucia.getByRole("textbox", { name: "Persone" }).fill(`Rita Acquafredda <${email}>\nnon un indirizzo`);
    await lucia.getByRole("button", { name: "Controlla le righe" }).click();
    await expect(lucia.getByText("Un invito è pronto, su 2")).toBeVisible();
    await expectNoSideways(lucia);
    await lucia.getByRole("button", { name: /^Manda/ }).click();
    await expect(lucia.getByRole("region", { name: "Inviti mandati" })).toContainText("Rita Acquafredda");
    await expectNoSideways(lucia);

    const rita = await browsers.nobody(options);
    await openLetter(rita, email);
    await rita.goto(await linkInLetter(rita));
    await expect(rita.getByText("Lucia Boscoverde")).toBeVisible();
    await rita.getByLabel("Scegli una password").fill("quattro parole prese a caso");
    await rita.getByRole("button", { name: "Entra in Prassi" }).click();
    await expect(rita.getByRole("heading", { level: 1 })).toContainText("Rita");
    await expectNoSideways(rita);
    await lucia.reload();
    await expect(lucia.getByRole("region", { name: "Inviti mandati" }).getByRole("listitem").filter({ hasText: email })).toContainText("Accettato");
  });

  test(`a guest takes part in what was opened, and sees nothing else, ${where}`, async ({ browsers }) => {
    const livia = await of(browsers, "livia", options);
    await expect(livia.getByText("Stai vedendo come ospite")).toBeVisible();
    await expect(livia.getByRole("link", { name: /^Rubrica/ })).toHaveCount(0);
    await goToSpace(livia, space);
    await expect(livia.getByText("Stai vedendo come ospite")).toBeVisible();
    await expect(livia.getByRole("link", { name: "Impostazioni" })).toHaveCount(0);
    await findThread(livia, "Mediazione agli sportelli: come coprite le lingue rare?");
    await answer(livia, `Noi come cooperativa copriamo il wolof (${unique}).`);
    await expectNoSideways(livia);
    browsers.expect(/403|404/);
    for (const path of ["/rubrica", "/uffici/27", "/spazi/6", "/amministrazione"]) {
      const answered = await livia.goto(path);
      expect([403, 404], path).toContain(answered?.status());
      await expect(livia.getByRole("main").getByRole("link").first()).toBeVisible();
      await expectNoSideways(livia);
    }
  });

  test(`an administrator looks after people, letters and the server, ${where}`, async ({ browsers }) => {
    const gaia = await of(browsers, "gaia", options);
    await gaia.getByRole("link", { name: "Amministrazione" }).first().click();
    await expect(gaia.getByRole("heading", { level: 1, name: "Amministrazione" })).toBeVisible();
    await expectNoSideways(gaia);
    await gaia.getByRole("main").getByRole("link", { name: "Persone" }).first().click();
    await gaia.getByRole("searchbox").first().fill("Tullio Serramonte");
    await gaia.getByRole("main").getByRole("button", { name: "Cerca" }).last().click();
    await gaia.getByRole("main").getByRole("link", { name: "Tullio Serramonte" }).click();
    await expect(gaia.getByRole("heading", { level: 1, name: "Tullio Serramonte" })).toBeVisible();
    await expectNoSideways(gaia);
    for (const [path, heading] of [["/amministrazione/inviti", "Invit"], ["/amministrazione/enti", "enti"], ["/amministrazione/lavori", ""], ["/amministrazione/sicurezza", "Sicurezza"]] as const) {
      await gaia.goto(path);
      await expect(gaia.getByRole("heading", { level: 1 })).toContainText(heading);
      await expectNoSideways(gaia);
    }
  });
}
