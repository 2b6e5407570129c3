import assert from "node:assert/strict";
import { bracketed, edit, isMark, type Edit, type Mark, moved, paragraph, picture } from "../../static/js/markdown.ts";
import { test } from "node:test";
import { withoutMarks } from "../../static/js/placing.ts";

const words = { bold: "grassetto", italic: "corsivo", link: "testo" };

/** `[` and `]` mark the selection, `|` a caret, before and after. */
function press(mark: Mark, marked: string): string {
  const text = marked.replaceAll(/[⟦⟧|]/g, "");
  const caret = marked.indexOf("|");
  const selection: [number, number] = caret === -1 ? [marked.indexOf("⟦"), marked.indexOf("⟧") - 1] : [caret, caret];
  return shown(text, edit(mark, text, selection, words));
}

function shown(text: string, { from, to, text: put, start, end }: Edit): string {
  const after = text.slice(0, from) + put + text.slice(to);
  return start === end ? `${after.slice(0, start)}|${after.slice(start)}` : `${after.slice(0, start)}⟦${after.slice(start, end)}⟧${after.slice(end)}`;
}

test("bold and italic wrap what is selected, without the blanks at its edges", () => {
  assert.equal(press("bold", "abbiamo ⟦due fasce⟧ ora"), "abbiamo **⟦due fasce⟧** ora");
  assert.equal(press("bold", "abbiamo⟦ due fasce ⟧ora"), "abbiamo **⟦due fasce⟧** ora");
  assert.equal(press("italic", "⟦serve⟧"), "*⟦serve⟧*");
});

test("nothing selected: a word to write over", () => {
  assert.equal(press("bold", "qui |"), "qui **⟦grassetto⟧**");
  assert.equal(press("code", "qui |"), "qui `|`");
});

test("pressed again, they take themselves back", () => {
  assert.equal(press("bold", "abbiamo **⟦due⟧** ora"), "abbiamo ⟦due⟧ ora");
  assert.equal(press("bold", "abbiamo ⟦**due**⟧ ora"), "abbiamo ⟦due⟧ ora");
  assert.equal(press("italic", "*⟦due⟧*"), "⟦due⟧");
  assert.equal(press("code", "`⟦due⟧`"), "⟦due⟧");
});

test("italic does not eat half of bold", () => {
  assert.equal(press("italic", "**⟦due⟧**"), "***⟦due⟧***");
});

test("code over several lines is a block, fenced longer than what is inside", () => {
  assert.equal(press("code", "⟦a\nb⟧"), "```\n⟦a\nb⟧\n```");
  assert.equal(press("code", "⟦```\nb⟧"), "````\n⟦```\nb⟧\n````");
});

test("a link selects what is still missing", () => {
  assert.equal(press("link", "la ⟦circolare⟧"), "la [circolare](⟦https://⟧)");
  assert.equal(press("link", "⟦https://www.interno.gov.it⟧"), "[⟦testo⟧](https://www.interno.gov.it)");
});

test("list and quote work on whole lines, both ways", () => {
  assert.equal(press("list", "a\nu⟦no\ndu⟧e\nb"), "a\n⟦- uno\n- due⟧\nb");
  assert.equal(press("list", "⟦- uno\n- due⟧"), "⟦uno\ndue⟧");
  assert.equal(press("list", "⟦uno\n\ndue⟧"), "⟦- uno\n\n- due⟧");
  assert.equal(press("quote", "⟦uno\n\ndue⟧"), "⟦> uno\n> \n> due⟧");
  assert.equal(press("list", "uno|"), "- uno|");
  assert.equal(press("list", "- uno|"), "uno|");
  assert.equal(press("list", "|"), "- |");
});

test("a selection that ends at the start of a line does not reach into it", () => {
  assert.equal(press("list", "⟦uno\n⟧due"), "⟦- uno⟧\ndue");
});

test("a quotation stands as a paragraph of its own", () => {
  assert.equal(shown("", paragraph("", [0, 0], "> a\n")), "> a\n\n|");
  assert.equal(shown("ciao", paragraph("ciao", [4, 4], "> a")), "ciao\n\n> a\n\n|");
  assert.equal(shown("x\ny", paragraph("x\ny", [1, 1], "> a")), "x\n\n> a\n\n|y");
  assert.equal(shown("x\n\n", paragraph("x\n\n", [3, 3], "> a")), "x\n\n> a\n\n|");
});

test("a picture stands as a paragraph of its own, its words selected", () => {
  assert.equal(shown("", picture("", 0, "/allegati/7", "che cosa")), "![⟦che cosa⟧](/allegati/7)\n\n");
  assert.equal(shown("prima dopo", picture("prima dopo", 5, "/allegati/7", "a")), "prima\n\n![⟦a⟧](/allegati/7)\n\n dopo");
  assert.equal(shown("prima\n", picture("prima\n", 6, "/allegati/7", "")), "prima\n\n![|](/allegati/7)\n\n");
});

test("words between brackets stay between them", () => {
  assert.equal(bracketed(" il [modulo]\n nuovo\\ "), "il \\[modulo\\] nuovo\\\\");
});

test("a caret stays with its words when a part before it changes", () => {
  assert.equal(moved(3, [5, 8], 10), 3);
  assert.equal(moved(9, [5, 8], 10), 16);
  assert.equal(moved(6, [5, 8], 1), 6);
  assert.equal(moved(8, [5, 8], 0), 5);
});

test("only the toolbar's marks are marks", () => {
  assert.equal(isMark("bold"), true);
  assert.equal(isMark("script"), false);
  assert.equal(isMark(undefined), false);
});

test("marks of pictures that never came are taken out, other images stay", () => {
  assert.equal(withoutMarks("a\n\n![«foto.png» sta arrivando…]()\n\nb ![c](/allegati/7) ![d…](/allegati/8) [e]()"), "a\n\nb ![c](/allegati/7) ![d…](/allegati/8) [e]()");
  assert.equal(withoutMarks("![“x” is on its way… 2]()\n"), "");
});
