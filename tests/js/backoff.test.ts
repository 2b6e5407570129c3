import assert from "node:assert/strict";
import { backoff } from "../../static/js/backoff.ts";
import { test } from "node:test";

const top = () => 0.999_999;

test("the window doubles from half a second to thirty", () => {
  assert.deepEqual([0, 1, 2, 3, 6, 50].map((attempt) => backoff(attempt, top)), [500, 1000, 2000, 4000, 30_000, 30_000]);
});

test("jitter spreads over the window, and no attempt follows at once", () => {
  assert.equal(backoff(2, () => 0.5), 1100);
  assert.equal(backoff(0, () => 0), 50);
  assert.equal(backoff(1000, () => 0), 3000);
});

test("a strange count of attempts is the first", () => {
  assert.equal(backoff(-3, top), 500);
});
