// Every page and state of a page that people can come to, and the way there. A new template belongs here.
import { bring, picture } from "./bring.ts";
import { answer, beginPasskey, composer, device, findThread, goToSpace, linkInLetter, openLetter, post, startThread } from "./steps.ts";
import { type Browsers, expect, password, people, signIn, space } from "./fixtures.ts";
import { createHmac } from "node:crypto";
import type { Page, Request } from "@playwright/test";

export interface Place {
  readonly name: string;
  open(browsers: Browsers): Promise<Page>;
}

let invited = 0;

async function at(page: Page, path: string): Promise<Page> {
  await page.goto(path);
  return page;
}

async function inSpace(page: Page, name = space): Promise<Page> {
  await goToSpace(page, name);
  return page;
}

async function inOwnThread(page: Page): Promise<Page> {
  await inSpace(page);
  await startThread(page, "Una discussione di prova", "Un testo con **grassetto**, un elenco:\n\n- uno\n- due\n\n> una citazione\n\n| a | b |\n|---|---|\n| 1 | 2 |");
  return page;
}

/** A discussion of Elena's, whose first message Nives reports; gives the way to its reports. */
async function reported(b: Browsers): Promise<string> {
  const elena = await inOwnThread(await b.of("elena"));
  const path = await elena.locator(".post .stamp").first().getAttribute("href");
  const nives = await at(await b.of("nives"), `${path}/segnala`);
  await nives.getByLabel("Contiene dati personali").check();
  await nives.getByLabel("Spiega in poche parole").fill("Si capisce di chi si parla.");
  await nives.getByRole("button", { name: "Manda la segnalazione" }).click();
  await expect(nives.getByText("La segnalazione è arrivata").first()).toBeVisible();
  return `${path}/segnalazioni`;
}

/** The page that a link of the space leads to. */
async function reportsOfSpace(page: Page): Promise<Page> {
  await inSpace(page);
  await page.getByRole("link", { name: /^Segnalazioni/ }).click();
  return page;
}

async function withTopics(page: Page): Promise<Page> {
  await inOwnThread(page);
  await page.getByRole("link", { name: "Aggiungi argomenti" }).click();
  await page.getByLabel("Argomenti").fill("mediazione, turni allo sportello, Minori (MSNA)");
  await page.getByRole("button", { name: "Salva gli argomenti" }).click();
  await expect(page.getByRole("link", { name: "Argomento: mediazione" })).toBeVisible();
  return page;
}

async function ofErrors(page: Page, button: string): Promise<Page> {
  await page.evaluate(() => { for (const form of document.forms) form.noValidate = true; });
  await page.getByRole("button", { name: button }).click();
  await expect(page.getByRole("alert")).toBeFocused();
  return page;
}

/** The page that shows a key for a program, this once. */
async function withKey(page: Page): Promise<Page> {
  await at(page, "/profilo/chiavi");
  await page.getByLabel("A che cosa serve").fill("Bollettino settimanale");
  await page.getByLabel("Leggere le discussioni").check();
  await page.getByLabel("La password di adesso").fill(password);
  await page.getByRole("button", { name: "Crea la chiave" }).click();
  await expect(page.getByRole("heading", { name: "La chiave è pronta" })).toBeVisible();
  return page;
}

/** The page behind the link of a fresh invitation. */
async function invitation(browsers: Browsers): Promise<Page> {
  const gaia = await at(await browsers.of("gaia"), "/amministrazione/inviti");
  invited += 1;
  const email = `prova${process.pid}.${invited}@prefettura.example`;
  await gaia.getByLabel("Nome e cognome").fill("Persona Di Prova");
  await gaia.getByLabel("Indirizzo e-mail").fill(email);
  await gaia.getByLabel("Ufficio o ente", { exact: true }).selectOption({ label: "Prefettura di Asti" });
  await gaia.getByRole("button", { name: "Manda l’invito" }).click();
  await expect(gaia.locator(".flash")).toBeVisible();
  const page = await browsers.nobody();
  await openLetter(page, email);
  return page;
}

async function newPassword(browsers: Browsers): Promise<Page> {
  const page = await at(await browsers.nobody(), "/password-dimenticata");
  await page.getByLabel("Indirizzo e-mail").fill(people.lucia);
  await page.getByRole("button", { name: "Mandami il link" }).click();
  await expect(page.getByText("fra poco riceve una e-mail")).toBeVisible();
  return page;
}

async function ofOffice(page: Page): Promise<Page> {
  await page.goto("/rubrica");
  await page.getByRole("link", { name: "Prefettura di Rovigo" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Prefettura di Rovigo" })).toBeVisible();
  return page;
}

/** People of the demo whom no other test signs in: a second factor stays on. */
const spare = ["renata.selvapiana", "carmine.guadolargo", "agnese.ripafiorita", "michele.fossalunga", "lucrezia.borgolieto", "piero.montefosco", "greta.colmontano", "rosalba.pietraserena"];

/** The code of a key (RFC 6238) at this moment. */
function codeOf(key: string): string {
  const bits = [...key.replaceAll(" ", "")].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const mac = createHmac("sha1", secret).update(counter).digest();
  const at = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** The recovery codes of somebody who has just switched the second factor on. */
async function recoveryCodes(browsers: Browsers): Promise<{ page: Page; email: string }> {
  const email = `${spare.shift() ?? ""}@prefettura.example`;
  const page = await at(await browsers.nobody(), "/accedi");
  await signIn(page, email);
  await page.waitForURL((url) => url.pathname === "/");
  await page.goto("/profilo/secondo-fattore");
  await page.getByLabel("La password di adesso", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Comincia" }).click();
  await page.getByLabel("Codice").fill(codeOf((await page.locator(".facts-list code").textContent()) ?? ""));
  await page.getByRole("button", { name: "Attiva il secondo fattore" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "I tuoi codici di recupero" })).toBeVisible();
  return { page, email };
}

/** The list of somebody's passkeys, with one. */
async function withPasskey(browsers: Browsers): Promise<Page> {
  const page = await browsers.of("ivo", browsers.byName);
  await device(page);
  await beginPasskey(page, "Portatile dell’ufficio", password);
  await page.getByRole("button", { name: "Crea la passkey «Portatile dell’ufficio»" }).click();
  await expect(page.locator(".flash")).toContainText("è pronta");
  return page;
}

/** One of them. */
async function ofPasskey(browsers: Browsers): Promise<Page> {
  const page = await withPasskey(browsers);
  await page.getByRole("link", { name: /^Modifica/ }).first().click();
  await expect(page.getByRole("heading", { name: "Toglila" })).toBeVisible();
  return page;
}

/** An account as administrators see it. */
async function ofAccount(page: Page, name: string): Promise<Page> {
  await page.goto(`/amministrazione/persone?cerca=${encodeURIComponent(name)}`);
  await page.getByRole("main").locator(".ledger").getByRole("link").first().click();
  await expect(page.getByRole("heading", { name: "Che cosa puoi fare" })).toBeVisible();
  return page;
}

/** The page of somebody who has asked for another address. */
async function anotherAddress(browsers: Browsers, name: "ivo" | "ornella" | "nives"): Promise<Page> {
  const page = await at(await browsers.of(name), "/profilo/email");
  await page.getByLabel("Nuovo indirizzo e-mail").fill(`${name}@altrove.example`);
  await page.getByLabel("La password di adesso", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Chiedi il cambio" }).click();
  await expect(page.getByRole("heading", { name: "Cambio in corso" })).toBeVisible();
  return page;
}

async function expired(browsers: Browsers): Promise<Page> {
  const page = await inOwnThread(await browsers.of("nives"));
  await composer(page).fill("Un testo che non si perde.");
  await page.context().clearCookies();
  await page.getByRole("button", { name: "Pubblica la risposta" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Accedi di nuovo" })).toBeVisible();
  return page;
}

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

const dead = "x".repeat(43);

export const places: readonly Place[] = [
  { name: "sign in", open: async (b) => await at(await b.nobody(), "/accedi") },
  {
    name: "sign in, wrong password",
    open: async (b) => {
      const page = await at(await b.nobody(), "/accedi");
      await page.getByLabel("Indirizzo e-mail").fill("nessuno@esempio.it");
      await page.getByLabel("Password", { exact: true }).fill(`${password}-no`);
      await page.getByRole("button", { name: "Accedi" }).click();
      await expect(page.getByRole("alert")).toBeFocused();
      return page;
    },
  },
  { name: "forgotten password", open: async (b) => await at(await b.nobody(), "/password-dimenticata") },
  { name: "forgotten password, sent", open: newPassword },
  {
    name: "new password",
    open: async (b) => {
      const page = await newPassword(b);
      await openLetter(page, people.lucia);
      return await at(page, await linkInLetter(page));
    },
  },
  { name: "dead link of a password", open: async (b) => await at(await b.nobody(), `/nuova-password/${dead}`) },
  { name: "dead invitation", open: async (b) => await at(await b.nobody(), `/invito/${dead}`) },
  { name: "letter", open: invitation },
  { name: "development mailbox", open: async (b) => await at(await invitation(b), "/dev/mail") },
  {
    name: "invitation",
    open: async (b) => {
      const page = await invitation(b);
      return await at(page, await linkInLetter(page));
    },
  },
  {
    name: "invitation, errors",
    open: async (b) => {
      const page = await invitation(b);
      await page.goto(await linkInLetter(page));
      return await ofErrors(page, "Entra in Prassi");
    },
  },
  { name: "home", open: async (b) => await b.of("ornella") },
  {
    name: "home with a draft",
    open: async (b) => {
      const page = await inOwnThread(await b.of("elena"));
      await composer(page).fill("Una bozza da riprendere.");
      await expect(page.locator("[data-draft-status]")).toContainText("Bozza salvata alle");
      await page.goto("/");
      await expect(page.getByRole("heading", { name: "Stavi scrivendo" })).toBeVisible();
      return page;
    },
  },
  {
    name: "home, emptied",
    open: async (b) => {
      const page = await b.of("lucia");
      const button = page.getByRole("button", { name: "Svuota l’elenco" });
      if (await button.isVisible()) await button.click();
      await expect(page.getByText("Hai visto tutto.")).toBeVisible();
      return page;
    },
  },
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
  { name: "discussion, short", open: async (b) => await findThread(await b.of("elena"), "Chi firma il foglio ore dei mediatori?") },
  { name: "discussion, question with an accepted answer", open: async (b) => await findThread(await b.of("nives"), "Accordo con l’azienda sanitaria: chi paga") },
  { name: "bookmarks, none", open: async (b) => await at(await b.of("ivo"), "/segnalibri") },
  {
    name: "bookmark, form, errors",
    open: async (b) => {
      const page = await inOwnThread(await b.of("nives"));
      await page.getByRole("link", { name: "Segna", exact: true }).click();
      await page.getByRole("radio", { name: /^Nel giorno/ }).check();
      await page.getByLabel("Giorno", { exact: true }).fill("2020-01-01");
      return await ofErrors(page, "Salva il segnalibro");
    },
  },
  {
    name: "bookmarks",
    open: async (b) => {
      const page = await inOwnThread(await b.of("nives"));
      await page.getByRole("link", { name: "Segna", exact: true }).click();
      await page.getByLabel("Nota").fill("Da rileggere prima della riunione");
      await page.getByRole("radio", { name: /^La prossima mattina/ }).check();
      await page.getByRole("button", { name: "Salva il segnalibro" }).click();
      await expect(page.locator(".flash")).toBeVisible();
      return await at(page, "/segnalibri");
    },
  },
  { name: "news of a space", open: async (b) => {
    const page = await inSpace(await b.of("nives"));
    return await at(page, `${new URL(page.url()).pathname}/novita`);
  } },
  { name: "space, its questions", open: async (b) => {
    const page = await inSpace(await b.of("elena"));
    return await at(page, `${new URL(page.url()).pathname}?vista=domande`);
  } },
  { name: "questions that wait", open: async (b) => await at(await b.of("elena"), "/domande") },
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
  {
    name: "topic",
    open: async (b) => {
      const page = await withTopics(await b.of("elena"));
      await page.getByRole("link", { name: "Argomento: turni allo sportello" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "turni allo sportello" })).toBeVisible();
      return page;
    },
  },
  { name: "topics", open: async (b) => await at(await withTopics(await b.of("elena")), "/argomenti") },
  {
    name: "home with a followed discussion",
    open: async (b) => {
      const nives = await inSpace(await b.of("nives"));
      const thread = await startThread(nives, "Una discussione da seguire", "Il primo messaggio.");
      const page = await at(await b.of("elena"), thread);
      await page.getByRole("button", { name: "Seguo" }).click();
      await expect(page.getByRole("button", { name: "Seguo", pressed: true })).toBeVisible();
      await page.goto("/spazi");
      await answer(nives, "Qualcosa di nuovo.");
      await page.goto("/");
      await expect(page.getByRole("heading", { name: "Per te oggi" })).toBeVisible();
      return page;
    },
  },
  { name: "session ended", open: expired },
  {
    name: "kept text",
    open: async (b) => {
      const page = await expired(b);
      await signIn(page, people.nives);
      await expect(page.getByRole("heading", { level: 1, name: "Il tuo testo è qui" })).toBeVisible();
      return page;
    },
  },
  { name: "profile", open: async (b) => await at(await b.of("elena"), "/profilo") },
  {
    name: "profile, errors",
    open: async (b) => {
      const page = await at(await b.of("elena"), "/profilo");
      await page.getByLabel("Nome e cognome").fill("");
      return await ofErrors(page, "Salva le modifiche");
    },
  },
  {
    name: "directory",
    open: async (b) => {
      const page = await b.of("elena");
      await page.getByRole("navigation", { name: "Principale", exact: true }).getByRole("link", { name: "Rubrica" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Rubrica" })).toBeVisible();
      return page;
    },
  },
  { name: "search", open: async (b) => await at(await b.of("elena"), "/cerca") },
  { name: "search, found", open: async (b) => await at(await b.of("elena"), "/cerca?q=sportello") },
  { name: "search, nothing found", open: async (b) => await at(await b.of("elena"), "/cerca?q=nessuna+parola+cosi") },
  { name: "search, wrong date", open: async (b) => await at(await b.of("elena"), "/cerca?q=sportello&dal=ieri") },
  { name: "directory, nobody", open: async (b) => await at(await b.of("elena"), "/rubrica?nome=nessuno+davvero") },
  { name: "office", open: async (b) => await ofOffice(await b.of("elena")) },
  { name: "office, for an administrator", open: async (b) => await ofOffice(await b.of("gaia")) },
  {
    name: "profile, errors in what is new",
    open: async (b) => {
      const page = await at(await b.of("elena"), "/profilo");
      await page.getByLabel("Telefono").fill("chiedi al centralino");
      await page.getByLabel("Argomenti").fill("a, b, c, d, e, f, g, h, i");
      return await ofErrors(page, "Salva le modifiche");
    },
  },
  { name: "own picture", open: async (b) => await at(await b.of("elena"), "/profilo/foto") },
  { name: "own picture, errors", open: async (b) => await ofErrors(await at(await b.of("elena"), "/profilo/foto"), "Salva la foto") },
  {
    name: "own sign-ins",
    open: async (b) => {
      await b.of("elena");
      return await at(await b.of("elena"), "/profilo/accessi");
    },
  },
  { name: "keys for programs, none", open: async (b) => await at(await b.of("elena"), "/profilo/chiavi") },
  {
    name: "keys for programs, errors",
    open: async (b) => {
      const page = await at(await b.of("elena"), "/profilo/chiavi");
      await page.getByLabel("Leggere il tuo profilo").uncheck();
      return await ofErrors(page, "Crea la chiave");
    },
  },
  { name: "keys for programs, a new one", open: async (b) => await withKey(await b.of("ivo")) },
  {
    name: "keys for programs, one in use",
    open: async (b) => {
      const page = await withKey(await b.of("nives"));
      return await at(page, "/profilo/chiavi");
    },
  },
  { name: "API", open: async (b) => await at(await b.nobody(), "/api/v1/") },
  { name: "own password, errors", open: async (b) => await ofErrors(await at(await b.of("elena"), "/profilo/password"), "Salva la password") },
  { name: "another address, errors", open: async (b) => await ofErrors(await at(await b.of("elena"), "/profilo/email"), "Chiedi il cambio") },
  { name: "another address, asked for", open: async (b) => await anotherAddress(b, "ivo") },
  {
    name: "another address, to be confirmed",
    open: async (b) => {
      await anotherAddress(b, "nives");
      const page = await b.nobody();
      await openLetter(page, "nives@altrove.example");
      return await at(page, await linkInLetter(page));
    },
  },
  {
    name: "another address, to be stopped",
    open: async (b) => {
      await anotherAddress(b, "ornella");
      const page = await b.nobody();
      await openLetter(page, people.ornella);
      return await at(page, await linkInLetter(page));
    },
  },
  { name: "dead link of an address", open: async (b) => await at(await b.nobody(), `/conferma-email/${dead}`) },
  {
    name: "person",
    open: async (b) => {
      const page = await at(await b.of("elena"), "/profilo");
      await page.getByRole("link", { name: "Guarda come ti vedono gli altri" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Elena Vallescura" })).toBeVisible();
      return page;
    },
  },
  { name: "administration", open: async (b) => await at(await b.of("gaia"), "/amministrazione") },
  { name: "accounts", open: async (b) => await at(await b.of("gaia"), "/amministrazione/persone") },
  { name: "accounts, nobody", open: async (b) => await at(await b.of("gaia"), "/amministrazione/persone?cerca=nessuno+davvero") },
  {
    name: "account, errors",
    open: async (b) => {
      const page = await ofAccount(await b.of("gaia"), "Elena Vallescura");
      await page.getByText("Chiudi l’account", { exact: true }).click();
      return await ofErrors(page, "Sì, chiudi l’account");
    },
  },
  {
    name: "account, closed",
    open: async (b) => {
      const page = await ofAccount(await b.of("gaia"), "Assunta");
      if (await page.getByText("Chiudi l’account", { exact: true }).isVisible()) {
        await page.getByText("Chiudi l’account", { exact: true }).click();
        await page.getByLabel("Motivo").fill("In aspettativa fino a marzo.");
        await page.getByRole("button", { name: "Sì, chiudi l’account" }).click();
      }
      await expect(page.getByText("In aspettativa fino a marzo.")).toBeVisible();
      return page;
    },
  },
  {
    name: "person, no longer active",
    open: async (b) => {
      const gaia = await ofAccount(await b.of("gaia"), "Irma");
      const address = gaia.url().replace("/amministrazione", "");
      if (await gaia.getByText("Chiudi l’account", { exact: true }).isVisible()) {
        await gaia.getByText("Chiudi l’account", { exact: true }).click();
        await gaia.getByLabel("Motivo").fill("Ha cambiato lavoro.");
        await gaia.getByRole("button", { name: "Sì, chiudi l’account" }).click();
      }
      await expect(gaia.getByText("Ha cambiato lavoro.")).toBeVisible();
      await gaia.goto(address);
      await expect(gaia.getByText("non più attivo/a")).toBeVisible();
      return gaia;
    },
  },
  {
    name: "change of office",
    open: async (b) => {
      const page = await ofAccount(await b.of("gaia"), "Ornella Bassavalle");
      await page.getByRole("link", { name: "Cambia ufficio" }).click();
      await page.getByLabel("Nuovo ufficio o ente").selectOption({ label: "Prefettura di Asti" });
      await page.getByRole("button", { name: "Guarda che cosa cambia" }).click();
      await expect(page.getByRole("heading", { name: "Che cosa passa a chi" })).toBeVisible();
      return page;
    },
  },
  { name: "leave the community, errors", open: async (b) => await ofErrors(await at(await b.of("ornella"), "/profilo/chiusura"), "Chiudi il mio account") },
  {
    name: "invite several, looked at",
    open: async (b) => {
      const page = await at(await b.of("gaia"), "/amministrazione/inviti/elenco");
      await page.getByLabel("Persone", { exact: true }).fill("Viola Provadura <viola.provadura@comune.example> AT\nnon è un indirizzo\nnives.altopiano@prefettura.example");
      await page.getByRole("button", { name: "Controlla le righe" }).click();
      await expect(page.getByRole("heading", { name: "Un invito è pronto, su 3" })).toBeVisible();
      return page;
    },
  },
  {
    name: "invite guests into a space, errors",
    open: async (b) => {
      const page = await inSpace(await b.of("ornella"));
      await page.goto(`${new URL(page.url()).pathname}/inviti`);
      return await ofErrors(page, "Controlla le righe");
    },
  },
  { name: "passkeys, none", open: async (b) => await at(await b.of("elena", b.byName), "/profilo/passkey") },
  { name: "passkeys, by the server’s number", open: async (b) => await at(await b.of("elena"), "/profilo/passkey") },
  { name: "passkeys, errors", open: async (b) => await ofErrors(await at(await b.of("elena", b.byName), "/profilo/passkey"), "Prosegui") },
  {
    name: "a new passkey",
    open: async (b) => {
      const page = await b.of("elena", b.byName);
      await beginPasskey(page, "Telefono", password);
      return page;
    },
  },
  { name: "passkeys", open: withPasskey },
  { name: "a passkey", open: ofPasskey },
  {
    name: "a passkey, errors",
    open: async (b) => {
      const page = await ofPasskey(b);
      await page.getByLabel("Nome della passkey").fill("");
      return await ofErrors(page, "Salva le modifiche");
    },
  },
  { name: "sign in, with passkeys", open: async (b) => await at(await b.nobody(b.byName), "/accedi") },
  { name: "second factor, errors", open: async (b) => await ofErrors(await at(await b.of("elena"), "/profilo/secondo-fattore"), "Comincia") },
  {
    name: "second factor, key",
    open: async (b) => {
      const page = await at(await b.of("elena"), "/profilo/secondo-fattore");
      await page.getByLabel("La password di adesso", { exact: true }).fill(password);
      await page.getByRole("button", { name: "Comincia" }).click();
      await expect(page.getByRole("img", { name: "La chiave, da inquadrare con l’app di codici" })).toBeVisible();
      await page.getByLabel("Codice").fill("000000");
      return await ofErrors(page, "Attiva il secondo fattore");
    },
  },
  { name: "recovery codes", open: async (b) => (await recoveryCodes(b)).page },
  {
    name: "second factor, on",
    open: async (b) => {
      const { page } = await recoveryCodes(b);
      await page.getByRole("link", { name: "Li ho messi al sicuro" }).click();
      await page.goto("/profilo/secondo-fattore");
      await expect(page.getByText("Hai ancora 10 codici di recupero.")).toBeVisible();
      return page;
    },
  },
  {
    name: "second step, errors",
    open: async (b) => {
      const { email } = await recoveryCodes(b);
      const page = await at(await b.nobody(), "/accedi");
      await signIn(page, email);
      await expect(page.getByRole("heading", { level: 1, name: "Il secondo fattore" })).toBeVisible();
      await page.getByLabel("Codice").fill("000000");
      return await ofErrors(page, "Entra");
    },
  },
  { name: "who needs a second factor", open: async (b) => await at(await b.of("gaia"), "/amministrazione/secondo-fattore") },
  { name: "offices and bodies", open: async (b) => await at(await b.of("gaia"), "/amministrazione/enti") },
  { name: "add a body, errors", open: async (b) => await ofErrors(await at(await b.of("gaia"), "/amministrazione/enti/nuovo"), "Salva l’ente") },
  { name: "failed work", open: async (b) => await at(await b.of("gaia"), "/amministrazione/lavori") },
  { name: "security", open: async (b) => await at(await b.of("gaia"), "/amministrazione/sicurezza") },
  { name: "invitations, errors", open: async (b) => await ofErrors(await at(await b.of("gaia"), "/amministrazione/inviti"), "Manda l’invito") },
  {
    name: "report a message",
    open: async (b) => {
      const elena = await inOwnThread(await b.of("elena"));
      const nives = await at(await b.of("nives"), new URL(elena.url()).pathname);
      await nives.getByText("Altro").first().click();
      await nives.getByRole("link", { name: "Segnala ai facilitatori" }).click();
      await expect(nives.getByText("vedono il tuo nome")).toBeVisible();
      return nives;
    },
  },
  {
    name: "report a message, errors",
    open: async (b) => {
      const path = (await reported(b)).replace("/segnalazioni", "/segnala");
      return await ofErrors(await at(await b.of("gaia"), path), "Manda la segnalazione");
    },
  },
  {
    name: "a report that stands",
    open: async (b) => await at(await b.of("nives"), (await reported(b)).replace("/segnalazioni", "/segnala")),
  },
  { name: "reports of a space", open: async (b) => (await reported(b), await reportsOfSpace(await b.of("ornella"))) },
  { name: "reports of all spaces", open: async (b) => (await reported(b), await at(await b.of("ornella"), "/segnalazioni")) },
  { name: "reports, nobody's", open: async (b) => await at(await b.of("elena"), "/segnalazioni") },
  { name: "a day with reports", open: async (b) => (await reported(b), await at(await b.of("ornella"), "/")) },
  { name: "one reported message", open: async (b) => await at(await b.of("ornella"), await reported(b)) },
  {
    name: "one reported message, errors",
    open: async (b) => await ofErrors(await at(await b.of("ornella"), await reported(b)), "Decidi e chiudi le segnalazioni"),
  },
  {
    name: "history of reports",
    open: async (b) => {
      const ornella = await at(await b.of("ornella"), await reported(b));
      await ornella.getByLabel("Elimina il messaggio").check();
      await ornella.getByRole("textbox", { name: "Motivo" }).fill("Contiene dati personali");
      await ornella.getByLabel("Due parole a chi ha segnalato").fill("Grazie, era giusto dirlo.");
      await ornella.getByRole("button", { name: "Decidi e chiudi le segnalazioni" }).click();
      await expect(ornella.getByText("Fatto: le segnalazioni").first()).toBeVisible();
      await ornella.getByRole("link", { name: "Già chiuse" }).click();
      await expect(ornella.getByText("Grazie, era giusto dirlo.").first()).toBeVisible();
      return ornella;
    },
  },
  { name: "not found", open: async (b) => await at(await b.of("elena"), "/discussioni/999999") },
  { name: "not found, for nobody", open: async (b) => await at(await b.nobody(), "/non/esiste") },
  { name: "refused", open: async (b) => await at(await b.of("elena"), "/amministrazione/inviti") },
  { name: "home of a guest", open: async (b) => await b.of("livia") },
  { name: "space of a guest", open: async (b) => await inSpace(await b.of("livia")) },
  {
    name: "explanation of the keys",
    open: async (b) => {
      const page = await at(await b.of("elena"), "/spazi");
      await page.getByRole("button", { name: /^Scorciatoie/ }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      return page;
    },
  },
];
