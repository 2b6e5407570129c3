// What belongs to no room: what is not there or refused, the API, the keys, the narrow world of a guest.
import { at, inSpace, type Place } from "./place.ts";
import { expect } from "../fixtures.ts";

export const house: readonly Place[] = [
  { name: "API", open: async (b) => await at(await b.nobody(), "/api/v1/") },
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
