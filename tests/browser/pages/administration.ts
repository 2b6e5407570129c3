// What administrators look after.
import { at, inSpace, ofAccount, ofErrors, type Place } from "./place.ts";
import { expect } from "../fixtures.ts";

export const administration: readonly Place[] = [
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
  { name: "who needs a second factor", open: async (b) => await at(await b.of("gaia"), "/amministrazione/secondo-fattore") },
  { name: "offices and bodies", open: async (b) => await at(await b.of("gaia"), "/amministrazione/enti") },
  { name: "add a body, errors", open: async (b) => await ofErrors(await at(await b.of("gaia"), "/amministrazione/enti/nuovo"), "Salva l’ente") },
  { name: "failed work", open: async (b) => await at(await b.of("gaia"), "/amministrazione/lavori") },
  { name: "security", open: async (b) => await at(await b.of("gaia"), "/amministrazione/sicurezza") },
  { name: "invitations, errors", open: async (b) => await ofErrors(await at(await b.of("gaia"), "/amministrazione/inviti"), "Manda l’invito") },
];
