import assert from "node:assert/strict";
import { mentionAt } from "../../static/js/mentions.ts";
import { parseFrame } from "../../static/js/protocol.ts";
import { test } from "node:test";

test("frames of the protocol are read, the rest is left alone", () => {
  assert.deepEqual(parseFrame('{"op":"subscribed","topic":"me","seq":3}'), { op: "subscribed", topic: "me", seq: 3 });
  for (const strange of ["", "null", "[]", "{}", '{"op":7}', '{"op":"from-the-future"}', new Uint8Array(2)]) assert.equal(parseFrame(strange), null);
});

test("a mention is what follows an @ at the beginning of a word", () => {
  const at = (text: string): string | null => mentionAt(text, text.length);
  assert.equal(at("ciao @Niv"), "Niv");
  assert.equal(at("@è"), "è");
  assert.equal(at("(@Serramonte"), "Serramonte");
  assert.equal(at("nome@ente"), null);
  assert.equal(at("ciao @"), null);
  assert.equal(at("@Nives "), null);
  assert.equal(mentionAt("@Nives Altopiano", 4), "Niv");
});
