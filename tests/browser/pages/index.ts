// Every page and state of a page that people can come to, and the way there. A new template belongs in the list of its room.
import { administration } from "./administration.ts";
import { directory } from "./directory.ts";
import { entry } from "./entry.ts";
import { home } from "./home.ts";
import { house } from "./house.ts";
import type { Place } from "./place.ts";
import { profile } from "./profile.ts";
import { reports } from "./reports.ts";
import { spaces } from "./spaces.ts";
import { threads } from "./threads.ts";

export const places: readonly Place[] = [...entry, ...home, ...spaces, ...threads, ...profile, ...directory, ...administration, ...reports, ...house];
