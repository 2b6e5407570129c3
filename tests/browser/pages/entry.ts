// The way in: signing in, invitations, letters, second factors, passkeys, sessions that ended.
import { at, inOwnThread, ofErrors, type Place, withPasskey } from "./place.ts";
import { beginPasskey, composer, linkInLetter, openLetter } from "../steps.ts";
import { type Browsers, expect, password, people, signIn } from "../fixtures.ts";
import { createHmac } from "node:crypto";
import type { Page } from "@playwright/test";

let invited = 0;

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

/** One of them. */
async function ofPasskey(browsers: Browsers): Promise<Page> {
  const page = await withPasskey(browsers);
  await page.getByRole("link", { name: /^Modifica/ }).first().click();
  await expect(page.getByRole("heading", { name: "Toglila" })).toBeVisible();
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

const dead = "x".repeat(43);

export const entry: readonly Place[] = [
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
  { name: "dead link of an address", open: async (b) => await at(await b.nobody(), `/conferma-email/${dead}`) },
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
  { name: "passkeys", open: async (b) => await withPasskey(b) },
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
];
