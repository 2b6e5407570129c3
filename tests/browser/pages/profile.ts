// What people look after for themselves: profile, picture, devices, keys, password, address.
import { at, ofErrors, type Place, withPasskey } from "./place.ts";
import { type Browsers, expect, password, people } from "../fixtures.ts";
import { linkInLetter, openLetter } from "../steps.ts";
import type { Page } from "@playwright/test";

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

/** The page of somebody who has asked for another address. */
async function anotherAddress(browsers: Browsers, name: "ivo" | "ornella" | "nives"): Promise<Page> {
  const page = await at(await browsers.of(name), "/profilo/email");
  await page.getByLabel("Nuovo indirizzo e-mail").fill(`${name}@altrove.example`);
  await page.getByLabel("La password di adesso", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Chiedi il cambio" }).click();
  await expect(page.getByRole("heading", { name: "Cambio in corso" })).toBeVisible();
  return page;
}

export const profile: readonly Place[] = [
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
  {
    name: "own sign-ins, one with a passkey",
    open: async (b) => {
      const page = await withPasskey(b, "nives");
      // The device would answer what the browser offers beside the field by itself.
      await page.addInitScript(() => {
        Object.defineProperty(PublicKeyCredential, "isConditionalMediationAvailable", { value: async () => await Promise.resolve(false) });
      });
      await page.reload();
      await page.getByRole("button", { name: "Esci" }).first().click();
      await page.getByRole("button", { name: "Entra con una passkey" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toContainText("Buongiorno");
      await page.goto("/profilo/accessi");
      await expect(page.getByText("con la passkey «Portatile dell’ufficio»").first()).toBeVisible();
      return page;
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
  { name: "leave the community, errors", open: async (b) => await ofErrors(await at(await b.of("ornella"), "/profilo/chiusura"), "Chiudi il mio account") },
];
