// Discussions and messages, with all that is done to them.
import { answer, composer, findThread, post } from "../steps.ts";
import { bring, picture } from "../bring.ts";
import { at, inOwnThread, inSpace, ofErrors, type Place, withTopics } from "./place.ts";
import { type Browsers, expect } from "../fixtures.ts";
import type { Page, Request } from "@playwright/test";

async function conflict(browsers: Browsers): Promise<Page> {
  const page = await inOwnThread(await browsers.of("elena"));
  await page.getByRole("link", { name: "Modifica" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Modifica" })).toBeVisible();
  const other = await page.context().newPage();
  await other.goto(page.url());
  await composer(other).fill("Un altro testo.");
  await other.getByRole("button", { name: "Salva le modifiche" }).click();
  await expect(post(other, "Un altro testo.")).toBeVisible();
  await other.close();
  await composer(page).fill("Il mio testo.");
  await page.getByRole("button", { name: "Salva le modifiche" }).click();
  await expect(page.getByRole("region", { name: "Il tuo testo" })).toBeVisible();
  return page;
}

/** The message was deleted in another tab while it was being changed. */
async function refused(browsers: Browsers): Promise<Page> {
  const page = await inOwnThread(await browsers.of("elena"));
  await page.getByRole("link", { name: "Modifica" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Modifica" })).toBeVisible();
  const other = await page.context().newPage();
  await other.goto(page.url().replace(/modifica$/, "elimina"));
  await other.getByRole("button", { name: "Elimina il messaggio" }).click();
  await expect(other.locator(".post.is-deleted")).toBeVisible();
  await other.close();
  await composer(page).fill("Scritto mentre il messaggio spariva.");
  await page.getByRole("button", { name: "Salva le modifiche" }).click();
  await expect(page.locator(".kept-text").last()).toHaveText("Scritto mentre il messaggio spariva.");
  return page;
}

export const threads: readonly Place[] = [
  { name: "discussion, short", open: async (b) => await findThread(await b.of("elena"), "Chi firma il foglio ore dei mediatori?") },
  { name: "discussion, question with an accepted answer", open: async (b) => await findThread(await b.of("nives"), "Accordo con l’azienda sanitaria: chi paga") },
  {
    name: "new discussion, a question",
    open: async (b) => {
      const page = await inSpace(await b.of("elena"));
      return await at(page, `${new URL(page.url()).pathname}/discussioni/nuova?domanda=1`);
    },
  },
  {
    name: "discussion, long, where reading stopped",
    open: async (b) => {
      const page = await inSpace(await b.of("ivo"), "Progetti FAMI: proposte e rendiconti");
      await page.getByRole("link", { name: "Costi del personale interno" }).click();
      await expect(page.locator(".post").first()).toBeVisible();
      return page;
    },
  },
  {
    name: "discussion, long, the way to a number or a day",
    open: async (b) => {
      const page = await inSpace(await b.of("elena"), "Aggiornare il PIT");
      await page.getByRole("link", { name: "Diario di lavoro" }).click();
      await page.getByText("Vai a un messaggio o a un giorno").click();
      await page.getByLabel("Numero del messaggio").fill("140");
      await page.getByRole("button", { name: "Vai", exact: true }).click();
      await expect(page.locator("#m140")).toBeInViewport();
      await page.getByText("Vai a un messaggio o a un giorno").click();
      return page;
    },
  },
  {
    name: "discussion, a wrong number to go to",
    open: async (b) => {
      const page = await findThread(await b.of("elena"), "Chi firma il foglio ore dei mediatori?");
      return await at(page, `${new URL(page.url()).pathname}/vai?numero=due`);
    },
  },
  {
    name: "discussion, with somebody’s unread messages",
    open: async (b) => {
      const [elena, nives] = [await b.of("elena"), await b.of("nives")];
      await inOwnThread(elena);
      await nives.goto(elena.url());
      await answer(nives, "Una risposta da leggere.");
      await elena.goto("/");
      await nives.reload();
      await answer(nives, "Un’altra risposta.");
      await elena.getByRole("navigation", { name: "Principale", exact: true }).getByRole("link", { name: /^Spazi/ }).click();
      await elena.goto(new URL(nives.url()).pathname);
      await expect(post(elena, "Un’altra risposta.")).toBeVisible();
      return elena;
    },
  },
  {
    name: "discussion, as a facilitator",
    open: async (b) => await findThread(await b.of("ornella"), "Mediazione agli sportelli: come coprite le lingue rare?"),
  },
  {
    name: "discussion of others, open to all",
    open: async (b) => {
      const page = await inSpace(await b.of("elena"), "Accoglienza e alloggio");
      await page.locator(".talk").first().getByRole("link").click();
      await expect(page.getByText("Vuoi rispondere?")).toBeVisible();
      return page;
    },
  },
  {
    name: "answer with preview",
    open: async (b) => {
      const page = await inOwnThread(await b.of("elena"));
      await composer(page).fill("Una risposta con **grassetto** e `codice`.\n\n1. uno\n2. due");
      await page.getByRole("button", { name: "Anteprima" }).click();
      await expect(page.locator("[data-preview-target] strong")).toBeVisible();
      return page;
    },
  },
  {
    name: "naming a person",
    open: async (b) => {
      const page = await inOwnThread(await b.of("elena"));
      await composer(page).pressSequentially("Ciao @niv");
      await expect(page.getByRole("option").first()).toBeVisible();
      return page;
    },
  },
  {
    name: "new discussion, errors",
    open: async (b) => {
      const page = await inSpace(await b.of("elena"));
      await page.getByRole("link", { name: "Apri una discussione" }).click();
      await composer(page).fill("");
      return await ofErrors(page, "Pubblica la discussione");
    },
  },
  {
    name: "change a message",
    open: async (b) => {
      const page = await inOwnThread(await b.of("elena"));
      await page.getByRole("link", { name: "Modifica" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Modifica" })).toBeVisible();
      return page;
    },
  },
  { name: "conflict", open: conflict },
  { name: "refused, with what was written", open: refused },
  {
    name: "delete a message",
    open: async (b) => {
      const page = await inOwnThread(await b.of("elena"));
      await page.getByRole("link", { name: "Elimina" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Elimina il messaggio" })).toBeVisible();
      return page;
    },
  },
  {
    name: "tombstone",
    open: async (b) => {
      const page = await inOwnThread(await b.of("elena"));
      await answer(page, "Da eliminare.");
      await post(page, "Da eliminare.").getByRole("link", { name: "Elimina" }).click();
      await page.getByRole("button", { name: "Elimina il messaggio" }).click();
      await expect(page.locator(".post.is-deleted")).toBeVisible();
      return page;
    },
  },
  {
    name: "delete another's message, errors",
    open: async (b) => {
      const elena = await inOwnThread(await b.of("elena"));
      const page = await at(await b.of("ornella"), new URL(elena.url()).pathname);
      await page.getByRole("link", { name: "Elimina" }).first().click();
      return await ofErrors(page, "Elimina il messaggio");
    },
  },
  {
    name: "history of a message",
    open: async (b) => {
      const page = await inOwnThread(await b.of("elena"));
      await page.getByRole("link", { name: "Modifica" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Modifica" })).toBeVisible();
      await composer(page).fill("Un testo con **grassetto**, e poi un elenco:\n\n- uno\n- tre\n\nLo stesso di prima.");
      await page.getByRole("button", { name: "Salva le modifiche" }).click();
      await page.getByRole("link", { name: /^modificato/ }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Storia del messaggio" })).toBeVisible();
      return page;
    },
  },
  {
    name: "reactions, open",
    open: async (b) => {
      const page = await inOwnThread(await b.of("elena"));
      await page.getByText("Reagisci").click();
      await page.getByRole("button", { name: "Utile" }).click();
      await page.getByText("1 reazione: di chi").click();
      await page.getByText("Reagisci").click();
      return page;
    },
  },
  {
    name: "close a discussion, errors",
    open: async (b) => {
      const elena = await inOwnThread(await b.of("elena"));
      const page = await at(await b.of("ornella"), `${new URL(elena.url()).pathname}/chiudi`);
      return await ofErrors(page, "Chiudi la discussione");
    },
  },
  {
    name: "another title, errors",
    open: async (b) => {
      const page = await inOwnThread(await b.of("elena"));
      await page.getByRole("link", { name: "Cambia il titolo" }).click();
      await page.getByLabel("Titolo nuovo").fill("");
      return await ofErrors(page, "Cambia il titolo");
    },
  },
  {
    name: "deleted discussion",
    open: async (b) => {
      const page = await inOwnThread(await b.of("elena"));
      await page.getByRole("link", { name: "Elimina" }).click();
      await expect(page.getByText("esce dagli elenchi e dalla ricerca")).toBeVisible();
      await page.getByRole("button", { name: "Elimina il messaggio" }).click();
      await expect(page.getByRole("heading", { name: "Discussione eliminata" })).toBeVisible();
      return page;
    },
  },
  {
    name: "closed discussion",
    open: async (b) => {
      const elena = await inOwnThread(await b.of("elena"));
      await composer(elena).fill("Non ancora finito.");
      await expect(elena.locator("[data-draft-status]")).toContainText("Bozza salvata alle");
      const path = new URL(elena.url()).pathname;
      const page = await at(await b.of("ornella"), path);
      await page.getByRole("button", { name: "Metti in evidenza" }).click();
      await page.getByRole("link", { name: "Chiudi la discussione" }).click();
      await page.getByLabel("Motivo").fill("Se ne parla nella discussione nuova.");
      await page.getByRole("button", { name: "Chiudi la discussione" }).click();
      await expect(page.getByRole("button", { name: "Riapri la discussione" })).toBeVisible();
      await elena.goto(path);
      await elena.getByText("Quello che stavi scrivendo").click();
      await expect(elena.getByText("Non ancora finito.")).toBeVisible();
      return elena;
    },
  },
  {
    name: "discussion with files and pictures, and files in its form",
    open: async (b) => {
      const page = await inOwnThread(await b.of("elena"));
      const red = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAASwAAADICAIAAADdvUsCAAACRklEQVR4nO3TMQ0AMAzAsEIZjqEuxMHIMUsGkCez5wKhyQvgcyaEmAkhZkKImRBiJoSYCSFmQoiZEGImhJgJIWZCiJkQYiaEmAkhZkKImRBiJoSYCSFmQoiZEGImhJgJIWZCiJkQYiaEmAkhZkKImRBiJoSYCSFmQoiZEGImhJgJIWZCiJkQYiaEmAkhZkKImRBiJoSYCSFmQoiZEGImhJgJIWZCiJkQYiaEmAkhZkKImRBiJoSYCSFmQoiZEGImhJgJIWZCiJkQYiaEmAkhZkKImRBiJoSYCSFmQoiZEGImhJgJIWZCiJkQYiaEmAkhZkKImRBiJoSYCSFmQoiZEGImhJgJIWZCiJkQYiaEmAkhZkKImRBiJoSYCSFmQoiZEGImhJgJIWZCiJkQYiaEmAkhZkKImRBiJoSYCSFmQoiZEGImhJgJIWZCiJkQYiaEmAkhZkKImRBiJoSYCSFmQoiZEGImhJgJIWZCiJkQYiaEmAkhZkKImRBiJoSYCSFmQoiZEGImhJgJIWZCiJkQYiaEmAkhZkKImRBiJoSYCSFmQoiZEGImhJgJIWZCiJkQYiaEmAkhZkKImRBiJoSYCSFmQoiZEGImhJgJIWZCiJkQYiaEmAkhZkKImRBiJoSYCSFmQoiZEGImhJgJIWZCiJkQYiaEmAkhZkKImRBiJoSYCSFmQoiZEGImhJgJIWZCiJkQYiaEmAkhZkKImRBiJoSYCSFmQoiZEGImhJgJIWZCiJkQYiaEmAkhZkKImRBiJoSYCSH2ALyNlf7ox7ZwAAAAAElFTkSuQmCC", "base64");
      const files = [
        { name: "Modulo per la richiesta, con un nome che non finisce più e va a capo.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7") },
        { name: "foto.png", mimeType: "image/png", buffer: red },
      ];
      for (const words of ["Ecco il modulo.", null]) {
        await expect(page.locator("[data-attach].is-scripted")).toBeVisible();
        await page.getByLabel("Aggiungi file").setInputFiles(files);
        await expect(page.locator("[data-file]")).toHaveCount(2);
        if (words !== null) await answer(page, words);
      }
      return page;
    },
  },
  {
    name: "discussion with pictures in the text, and a form with one and its preview",
    open: async (b) => {
      const page = await inOwnThread(await b.of("elena"));
      const red = await picture(page, 900, 300);
      for (const words of ["Il modulo nuovo", null]) {
        await composer(page).fill(`Ecco, con un’immagine di altri: ![da fuori](https://esempio.it/${"x".repeat(60)}.png)`);
        await bring(page, "paste", "image.png", "image/png", red);
        await expect(composer(page)).toHaveValue(/che cosa si vede/);
        if (words === null) continue;
        await page.keyboard.type(words);
        await composer(page).evaluate((field: HTMLTextAreaElement) => { field.setSelectionRange(field.value.length, field.value.length); });
        const isWhole = (request: Request): boolean => request.url().endsWith("/bozze") && (request.postData() ?? "").includes("bene");
        const kept = page.waitForResponse((response) => isWhole(response.request()));
        await page.keyboard.type("![Tolta](/allegati/999999) Così va bene.");
        await kept;
        await page.getByRole("button", { name: "Pubblica la risposta" }).click();
        await expect(post(page, "Così va bene.").getByRole("img", { name: words })).toBeVisible();
        await expect(composer(page)).toHaveValue("");
      }
      await page.getByRole("button", { name: "Anteprima" }).click();
      await expect(page.getByText("Solo per te, prima di pubblicare")).toBeVisible();
      return page;
    },
  },
  {
    name: "discussion on paper",
    open: async (b) => {
      const page = await inOwnThread(await b.of("elena"));
      await page.getByRole("link", { name: "Stampa tutta la discussione" }).click();
      await expect(page.getByText("Fine della discussione.")).toBeVisible();
      return page;
    },
  },
  {
    name: "form with a file that was not taken",
    open: async (b) => {
      const page = await inOwnThread(await b.of("elena"));
      await page.getByLabel("Aggiungi file").setInputFiles([{ name: "vuoto.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(0) }]);
      await expect(page.locator(".attachment")).toContainText("è vuoto");
      return page;
    },
  },
  {
    name: "topics of a discussion, errors",
    open: async (b) => {
      const page = await inOwnThread(await b.of("elena"));
      await page.getByRole("link", { name: "Aggiungi argomenti" }).click();
      await page.getByLabel("Argomenti").fill("uno, due, tre, quattro, cinque, sei");
      return await ofErrors(page, "Salva gli argomenti");
    },
  },
  { name: "discussion with topics", open: async (b) => await withTopics(await b.of("elena")) },
];
