// Reported messages, for who reports and who decides.
import { at, inOwnThread, inSpace, ofErrors, type Place } from "./place.ts";
import { type Browsers, expect } from "../fixtures.ts";
import type { Page } from "@playwright/test";

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

export const reports: readonly Place[] = [
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
    name: "one reported message, for who administers",
    open: async (b) => {
      const gaia = await at(await b.of("gaia"), await reported(b));
      await expect(gaia.getByText("chi amministra la comunità non tocca le parole degli altri")).toBeVisible();
      return gaia;
    },
  },
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
];
