// The directory, offices, people.
import { at, ofAccount, type Place } from "./place.ts";
import { expect } from "../fixtures.ts";
import type { Page } from "@playwright/test";

async function ofOffice(page: Page): Promise<Page> {
  await page.goto("/rubrica");
  await page.getByRole("link", { name: "Prefettura di Rovigo" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Prefettura di Rovigo" })).toBeVisible();
  return page;
}

export const directory: readonly Place[] = [
  {
    name: "directory",
    open: async (b) => {
      const page = await b.of("elena");
      await page.getByRole("navigation", { name: "Principale", exact: true }).getByRole("link", { name: "Rubrica" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Rubrica" })).toBeVisible();
      return page;
    },
  },
  { name: "directory, nobody", open: async (b) => await at(await b.of("elena"), "/rubrica?nome=nessuno+davvero") },
  { name: "office", open: async (b) => await ofOffice(await b.of("elena")) },
  { name: "office, for an administrator", open: async (b) => await ofOffice(await b.of("gaia")) },
  {
    name: "person",
    open: async (b) => {
      const page = await at(await b.of("elena"), "/profilo");
      await page.getByRole("link", { name: "Guarda come ti vedono gli altri" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Elena Vallescura" })).toBeVisible();
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
];
