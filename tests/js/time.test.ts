import assert from "node:assert/strict";
import { clockTime, type Form, sayInstant } from "../../static/js/time.ts";
import { test } from "node:test";

const rome = "Europe/Rome";
// Tuesday 24 November 2026, 10:00 in Rome
const now = new Date("2026-11-24T09:00:00Z");

function italian(instant: string, form: Form = "short", zone = rome, at = now): string {
  return sayInstant(new Date(instant), at, form, { language: "it", zone });
}

test("near days are words", () => {
  assert.equal(italian("2026-11-24T07:51:00Z"), "oggi, 8:51");
  assert.equal(italian("2026-11-23T13:22:00Z"), "ieri, 14:22");
  assert.equal(italian("2026-11-25T09:30:00Z", "long"), "domani, 10:30");
});

test("in a list: the weekday for two weeks, then the date, then the year", () => {
  assert.equal(italian("2026-11-19T09:02:00Z"), "giovedì 19");
  assert.equal(italian("2026-11-11T09:02:00Z"), "mercoledì 11");
  assert.equal(italian("2026-11-10T09:02:00Z"), "10 novembre");
  assert.equal(italian("2025-10-29T09:02:00Z"), "29 ottobre 2025");
  assert.equal(italian("2026-11-30T09:02:00Z"), "lunedì 30");
});

test("on a message: the whole date, and the year only when it is another", () => {
  assert.equal(italian("2026-11-17T08:12:00Z", "long"), "martedì 17 novembre, 9:12");
  assert.equal(italian("2025-12-31T22:59:00Z", "long"), "mercoledì 31 dicembre 2025, 23:59");
});

test("in a title: everything", () => {
  assert.equal(italian("2026-11-24T09:30:00Z", "full"), "martedì 24 novembre 2026, ore 10:30");
  assert.equal(sayInstant(now, now, "full", { language: "en", zone: rome }), "Tuesday 24 November 2026, at 10:00");
});

test("the day is that of the reader's zone, across midnight and summer time", () => {
  assert.equal(italian("2026-11-23T23:05:00Z"), "oggi, 0:05");
  assert.equal(italian("2026-11-23T23:05:00Z", "short", "UTC"), "ieri, 23:05");
  const afterTheChange = new Date("2026-10-25T11:00:00Z");
  assert.equal(italian("2026-10-24T22:30:00Z", "short", rome, afterTheChange), "oggi, 0:30");
  assert.equal(italian("2026-10-24T21:30:00Z", "short", rome, afterTheChange), "ieri, 23:30");
});

test("English says it in English", () => {
  assert.equal(sayInstant(new Date("2026-11-23T13:22:00Z"), now, "short", { language: "en", zone: rome }), "yesterday, 14:22");
  assert.equal(sayInstant(new Date("2026-11-17T08:12:00Z"), now, "long", { language: "en", zone: rome }), "Tuesday 17 November, 9:12");
});

test("a clock has no leading zero", () => {
  assert.equal(clockTime(new Date("2026-11-24T08:04:00Z"), rome), "9:04");
});
