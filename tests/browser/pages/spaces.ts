// Spaces: their pages, their doors, their people, their settings.
import { at, inSpace, ofErrors, type Place } from "./place.ts";
import { type Browsers, expect } from "../fixtures.ts";
import type { Page } from "@playwright/test";

let invited = 0;

/** A new space of Gaia's; its page. */
async function newSpace(browsers: Browsers, openness: string, office?: string): Promise<Page> {
  const gaia = await at(await browsers.of("gaia"), "/spazi/nuovo");
  invited += 1;
  await gaia.getByLabel("Nome dello spazio").fill(`Prova ${process.pid}.${invited}`);
  await gaia.getByLabel("A che cosa serve").fill("Uno spazio di prova");
  await gaia.getByRole("radio", { name: new RegExp(`^${openness}`) }).check();
  if (office !== undefined) await gaia.getByLabel("Di chi è").selectOption({ label: office });
  await gaia.getByRole("button", { name: "Crea lo spazio" }).click();
  await expect(gaia.getByRole("link", { name: "Impostazioni" })).toBeVisible();
  return gaia;
}

/** Lets people into the space whose page this is. */
async function letIn(page: Page, who: string, role: string): Promise<void> {
  await page.getByRole("link", { name: "Persone" }).click();
  await page.getByLabel("Chi", { exact: true }).fill(who);
  await page.getByLabel("Ruolo").selectOption(role);
  await page.getByRole("button", { name: "Aggiungi", exact: true }).click();
}

/** The settings of a space of Gaia's, asking whether to open it. */
async function opening(gaia: Page): Promise<Page> {
  await gaia.getByRole("link", { name: "Impostazioni" }).click();
  await gaia.getByRole("radio", { name: /^Aperto/ }).check();
  await gaia.getByRole("button", { name: "Salva le modifiche" }).click();
  await expect(gaia.getByRole("heading", { name: "Stai per far leggere lo spazio ad altri" })).toBeVisible();
  return gaia;
}

/** Elena before the door of a closed space of Gaia's, with her request in its queue. */
async function asking(browsers: Browsers): Promise<{ gaia: Page; elena: Page }> {
  const gaia = await newSpace(browsers, "Chiuso");
  const elena = await at(await browsers.of("elena"), new URL(gaia.url()).pathname);
  await elena.getByLabel("Perché vuoi entrare").fill("Lavoro sullo stesso tema\ne ho due domande.");
  await elena.getByRole("button", { name: "Chiedi di entrare" }).click();
  await expect(elena.getByRole("heading", { name: "Hai chiesto di entrare" })).toBeVisible();
  return { gaia, elena };
}

/** The form with which Gaia does not let Elena in. */
async function refusing(gaia: Page): Promise<Page> {
  await gaia.getByRole("link", { name: /^Persone/ }).click();
  await gaia.getByRole("link", { name: "Non accogliere" }).click();
  await expect(gaia.getByRole("button", { name: "Rispondi e non accogliere" })).toBeVisible();
  return gaia;
}

/** A closed space of Gaia's with a colour, words of welcome and rules. */
async function written(browsers: Browsers): Promise<Page> {
  const gaia = await newSpace(browsers, "Chiuso");
  await gaia.getByRole("link", { name: "Impostazioni" }).click();
  await gaia.getByRole("radio", { name: "Prugna" }).check();
  await gaia.getByLabel("Benvenuto per chi entra").fill("Comincia da **qui**:\n\n- leggi le regole\n- presentati");
  await gaia.getByLabel("Come si sta qui").fill("1. Rispondiamo entro **due giorni**.\n2. Niente dati di persone.");
  await gaia.getByRole("button", { name: "Salva le modifiche" }).click();
  await expect(gaia.locator(".flash")).toBeVisible();
  return gaia;
}

export const spaces: readonly Place[] = [
  { name: "spaces", open: async (b) => await at(await b.of("elena"), "/spazi") },
  { name: "space", open: async (b) => await inSpace(await b.of("elena")) },
  {
    name: "space, unread only",
    open: async (b) => {
      const page = await inSpace(await b.of("elena"));
      await page.getByRole("link", { name: "Da leggere", exact: true }).click();
      await expect(page).toHaveURL(/vista=da-leggere/);
      return page;
    },
  },
  { name: "space of others", open: async (b) => await inSpace(await b.of("elena"), "Accoglienza e alloggio") },
  {
    name: "people of a space",
    open: async (b) => {
      const page = await inSpace(await b.of("elena"));
      await page.getByRole("link", { name: "Persone" }).click();
      await expect(page.getByText("Vuoi lasciare lo spazio?")).toBeVisible();
      return page;
    },
  },
  {
    name: "people of a space, for who facilitates it, asking",
    open: async (b) => {
      const page = await inSpace(await b.of("ornella"));
      await page.getByRole("link", { name: "Persone" }).click();
      await page.locator(".person .confirm summary").nth(1).click();
      await expect(page.getByRole("button", { name: "Sì, togli" })).toBeVisible();
      return page;
    },
  },
  {
    name: "people of a space, errors",
    open: async (b) => {
      const page = await inSpace(await b.of("ornella"));
      await page.getByRole("link", { name: "Persone" }).click();
      return await ofErrors(page, "Aggiungi");
    },
  },
  {
    name: "settings of a space",
    open: async (b) => {
      const page = await inSpace(await b.of("ornella"));
      await page.getByRole("link", { name: "Impostazioni" }).click();
      await expect(page.getByLabel("Nome dello spazio")).toBeVisible();
      return page;
    },
  },
  {
    name: "door of a closed space",
    open: async (b) => await at(await b.of("elena"), new URL((await newSpace(b, "Chiuso")).url()).pathname),
  },
  { name: "door of a closed space, waiting", open: async (b) => (await asking(b)).elena },
  {
    name: "door of a closed space, not let in",
    open: async (b) => {
      const { gaia, elena } = await asking(b);
      await refusing(gaia);
      await gaia.getByLabel("Perché").fill("Qui ci sono solo i referenti dei progetti in corso.");
      await gaia.getByRole("button", { name: "Rispondi e non accogliere" }).click();
      await expect(gaia.locator(".flash")).toBeVisible();
      await elena.reload();
      await expect(elena.getByText("solo i referenti dei progetti")).toBeVisible();
      return elena;
    },
  },
  {
    name: "door of an office’s space",
    open: async (b) => await at(await b.of("elena"), new URL((await newSpace(b, "Riservato", "Prefettura di Cremona")).url()).pathname),
  },
  {
    name: "spaces of the own office",
    open: async (b) => {
      await newSpace(b, "Riservato", "Prefettura di Cremona");
      const elena = await at(await b.of("elena"), "/spazi");
      await expect(elena.getByRole("heading", { name: "Prefettura di Cremona" })).toBeVisible();
      return elena;
    },
  },
  {
    name: "people of a space, with somebody who asks to come in",
    open: async (b) => {
      const { gaia } = await asking(b);
      // the count in the tab comes by itself
      await expect(gaia.getByRole("link", { name: "Persone 1 in attesa di una risposta" })).toBeVisible();
      await gaia.getByRole("link", { name: /^Persone/ }).click();
      await expect(gaia.getByRole("heading", { name: "Chiedono di entrare" })).toBeVisible();
      return gaia;
    },
  },
  { name: "refusal of a request", open: async (b) => await refusing((await asking(b)).gaia) },
  { name: "refusal of a request, errors", open: async (b) => await ofErrors(await refusing((await asking(b)).gaia), "Rispondi e non accogliere") },
  {
    name: "people of a space, some refused",
    open: async (b) => {
      const gaia = await newSpace(b, "Chiuso");
      await letIn(gaia, "elena.vallescura\nnessuno@esempio.it\nlivia.acquaviola", "member");
      await expect(gaia.getByRole("alert")).toBeFocused();
      return gaia;
    },
  },
  {
    name: "people of a space, changing a guest’s last day",
    open: async (b) => {
      const gaia = await newSpace(b, "Riservato");
      await letIn(gaia, "livia.acquaviola", "guest");
      await expect(gaia.getByText(/^Ospite fino a/)).toBeVisible();
      await gaia.locator("summary", { hasText: "Cambia la scadenza" }).click();
      await expect(gaia.getByRole("button", { name: "Salva la scadenza" })).toBeVisible();
      return gaia;
    },
  },
  {
    name: "space with a welcome",
    open: async (b) => {
      const gaia = await written(b);
      await letIn(gaia, "elena.vallescura", "member");
      await expect(gaia.locator(".flash")).toBeVisible();
      const elena = await at(await b.of("elena"), new URL(gaia.url()).pathname.replace("/persone", ""));
      await expect(elena.getByRole("heading", { name: "Ti diamo il benvenuto" })).toBeVisible();
      return elena;
    },
  },
  {
    name: "rules of a space",
    open: async (b) => {
      const gaia = await written(b);
      await gaia.getByRole("link", { name: "Come si sta qui" }).click();
      await expect(gaia.getByText("Niente dati di persone.")).toBeVisible();
      return gaia;
    },
  },
  {
    name: "settings of a space, about to open it",
    open: async (b) => await opening(await newSpace(b, "Riservato")),
  },
  {
    name: "people of a space that was opened",
    open: async (b) => {
      const gaia = await opening(await newSpace(b, "Chiuso"));
      await gaia.getByRole("button", { name: "Sì, fallo leggere ad altri" }).click();
      await expect(gaia.getByText("Modifiche salvate")).toBeVisible();
      await gaia.getByRole("link", { name: "Persone" }).click();
      await expect(gaia.getByText("ha cambiato chi può leggere: da «Chiuso» a «Aperto»")).toBeVisible();
      return gaia;
    },
  },
  {
    name: "settings of a space that another tab has saved",
    open: async (b) => {
      const gaia = await newSpace(b, "Aperto");
      await gaia.getByRole("link", { name: "Impostazioni" }).click();
      await expect(gaia.getByLabel("Nome dello spazio")).toBeVisible();
      const other = await gaia.context().newPage();
      await other.goto(gaia.url());
      await other.getByLabel("Come si sta qui").fill("Niente nomi.");
      await other.getByRole("button", { name: "Salva le modifiche" }).click();
      await expect(other.getByText("Modifiche salvate")).toBeVisible();
      await other.close();
      await gaia.getByLabel("A che cosa serve").fill("Un altro scopo");
      await gaia.getByRole("button", { name: "Salva le modifiche" }).click();
      await expect(gaia.getByRole("heading", { name: "Come è adesso" })).toBeVisible();
      return gaia;
    },
  },
  {
    name: "settings of a space, about to archive it",
    open: async (b) => {
      const gaia = await written(b);
      await gaia.locator("summary", { hasText: "Archivia lo spazio" }).click();
      await expect(gaia.getByRole("button", { name: "Sì, archivialo" })).toBeVisible();
      return gaia;
    },
  },
  {
    name: "archived space",
    open: async (b) => {
      const gaia = await newSpace(b, "Chiuso");
      await gaia.getByRole("link", { name: "Impostazioni" }).click();
      await gaia.locator("summary", { hasText: "Archivia lo spazio" }).click();
      await gaia.getByRole("button", { name: "Sì, archivialo" }).click();
      await expect(gaia.getByRole("button", { name: "Riapri lo spazio" })).toBeVisible();
      return gaia;
    },
  },
  {
    name: "archived spaces",
    open: async (b) => {
      const gaia = await newSpace(b, "Chiuso");
      await gaia.getByRole("link", { name: "Impostazioni" }).click();
      await gaia.locator("summary", { hasText: "Archivia lo spazio" }).click();
      await gaia.getByRole("button", { name: "Sì, archivialo" }).click();
      await expect(gaia.getByRole("button", { name: "Riapri lo spazio" })).toBeVisible();
      return await at(gaia, "/spazi/archiviati");
    },
  },
  { name: "new space, errors", open: async (b) => await ofErrors(await at(await b.of("gaia"), "/spazi/nuovo"), "Crea lo spazio") },
  { name: "news of a space", open: async (b) => {
    const page = await inSpace(await b.of("nives"));
    return await at(page, `${new URL(page.url()).pathname}/novita`);
  } },
  { name: "space, its questions", open: async (b) => {
    const page = await inSpace(await b.of("elena"));
    return await at(page, `${new URL(page.url()).pathname}?vista=domande`);
  } },
];
