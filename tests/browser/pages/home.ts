// The day’s page, and lists across spaces: bookmarks, questions, topics, the search.
import { answer, composer, startThread } from "../steps.ts";
import { at, inOwnThread, inSpace, ofErrors, type Place, withTopics } from "./place.ts";
import { expect } from "../fixtures.ts";

export const home: readonly Place[] = [
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
  { name: "questions that wait", open: async (b) => await at(await b.of("elena"), "/domande") },
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
  { name: "search", open: async (b) => await at(await b.of("elena"), "/cerca") },
  { name: "search, found", open: async (b) => await at(await b.of("elena"), "/cerca?q=sportello") },
  { name: "search, nothing found", open: async (b) => await at(await b.of("elena"), "/cerca?q=nessuna+parola+cosi") },
  { name: "search, wrong date", open: async (b) => await at(await b.of("elena"), "/cerca?q=sportello&dal=ieri") },
];
