// Instants as people say them: "oggi, 8:51", "ieri, 14:22", "giovedì 19", "29 ottobre", and in full in the title.
import { type Language, words } from "./words.ts";

/** `short` for lists, `long` for the head of a message, `full` for titles. */
export type Form = "short" | "long" | "full";

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${zone} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
  formats.set(key, made);
  return made;
}

function partsOf(instant: Date, zone: string): Parts {
  const made = format("en-GB", zone, { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", hourCycle: "h23" });
  const found = Object.fromEntries(made.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const get = (name: string): number => found[name] ?? 0;
  return { year: get("year"), month: get("month"), day: get("day"), hour: get("hour"), minute: get("minute") };
}

function clock({ hour, minute }: Parts): string {
  return `${hour}:${String(minute).padStart(2, "0")}`;
}

/** The hour and minute on the wall of that zone: "8:51". */
export function clockTime(instant: Date, zone: string): string {
  return clock(partsOf(instant, zone));
}

function dayNumber({ year, month, day }: Parts): number {
  return Date.UTC(year, month - 1, day) / 86_400_000;
}

/** The instant as said at `now`, in a language and a time zone. */
export function sayInstant(instant: Date, now: Date, form: Form, { language, zone }: { language: Language; zone: string }): string {
  const said = words(language);
  const locale = language === "en" ? "en-GB" : "it-IT";
  const [then, today] = [partsOf(instant, zone), partsOf(now, zone)];
  const name = (options: Intl.DateTimeFormatOptions): string => format(locale, zone, options).format(instant);
  const date = `${then.day} ${name({ month: "long" })}`;
  const weekday = name({ weekday: "long" });
  const year = then.year === today.year ? "" : ` ${then.year}`;
  if (form === "full") return `${weekday} ${date} ${then.year}, ${said.at} ${clock(then)}`;
  const days = dayNumber(then) - dayNumber(today);
  const near = days === 0 ? said.today : days === -1 ? said.yesterday : days === 1 ? said.tomorrow : null;
  if (near !== null) return `${near}, ${clock(then)}`;
  if (form === "long") return `${weekday} ${date}${year}, ${clock(then)}`;
  return Math.abs(days) < 14 ? `${weekday} ${then.day}` : `${date}${year}`;
}
