// The toolbar's edits as pure functions: which part of the text is replaced, by what, and what is selected afterwards.

export type Mark = "bold" | "italic" | "list" | "link" | "quote" | "code";

export interface Edit {
  /** The replaced part: [from, to) of the text. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** The selection afterwards. */
  readonly start: number;
  readonly end: number;
}

/** Words that stand in where nothing is selected. */
export interface Placeholders {
  readonly bold: string;
  readonly italic: string;
  readonly link: string;
}

/** True for a mark of the toolbar. */
export function isMark(name: string | undefined): name is Mark {
  return name !== undefined && ["bold", "italic", "list", "link", "quote", "code"].includes(name);
}

/** What a button does to the selection [start, end) of the text. Pressed twice, it takes itself back. */
export function edit(mark: Mark, text: string, selection: readonly [number, number], words: Placeholders): Edit {
  const [start, end] = trimmed(text, selection);
  switch (mark) {
    case "bold":
      return around(text, start, end, { fence: "**", placeholder: words.bold });
    case "italic":
      return around(text, start, end, { fence: "*", placeholder: words.italic });
    case "code":
      return text.slice(start, end).includes("\n") ? block(text, selection) : around(text, start, end, { fence: "`", placeholder: "" });
    case "link":
      return link(text, start, end, words.link);
    case "list":
      return prefixed(text, selection, "- ");
    case "quote":
      return prefixed(text, selection, "> ");
  }
}

/** The selection without the blanks at its edges: `** bold **` is not bold in Markdown. */
function trimmed(text: string, [start, end]: readonly [number, number]): [number, number] {
  const inside = text.slice(start, end);
  if (inside.trim() === "") return [start, end];
  return [start + inside.length - inside.trimStart().length, end - (inside.length - inside.trimEnd().length)];
}

interface Fence {
  readonly fence: string;
  readonly placeholder: string;
}

function around(text: string, start: number, end: number, { fence, placeholder }: Fence): Edit {
  const width = fence.length;
  const inside = text.slice(start, end);
  if (isFenced(text.slice(start - width, start), text[start - width - 1], fence) && isFenced(text.slice(end, end + width), text[end + width], fence)) {
    return { from: start - width, to: end + width, text: inside, start: start - width, end: end - width };
  }
  if (inside.length > 2 * width && isFenced(inside.slice(0, width), inside[width], fence) && isFenced(inside.slice(-width), inside.at(-width - 1), fence)) {
    const bare = inside.slice(width, -width);
    return { from: start, to: end, text: bare, start, end: start + bare.length };
  }
  const body = inside === "" ? placeholder : inside;
  return { from: start, to: end, text: `${fence}${body}${fence}`, start: start + width, end: start + width + body.length };
}

/** `part` is the fence itself, and not a piece of a longer one: `*` beside another `*` belongs to bold. */
function isFenced(part: string, neighbour: string | undefined, fence: string): boolean {
  return part === fence && !(fence === "*" && neighbour === "*");
}

function link(text: string, start: number, end: number, placeholder: string): Edit {
  const inside = text.slice(start, end);
  if (/^https?:\/\/\S+$/.test(inside)) {
    return { from: start, to: end, text: `[${placeholder}](${inside})`, start: start + 1, end: start + 1 + placeholder.length };
  }
  const label = inside === "" ? placeholder : inside;
  const address = "https://";
  const at = start + label.length + 3;
  return { from: start, to: end, text: `[${label}](${address})`, start: at, end: at + address.length };
}

/** Whole lines from the selection's first to its last. */
function lines(text: string, [start, end]: readonly [number, number]): [number, number] {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  // a selection that ends at the beginning of a line does not reach into it
  const last = end > start && text[end - 1] === "\n" ? end - 1 : end;
  const next = text.indexOf("\n", last);
  return [from, next === -1 ? text.length : next];
}

function prefixed(text: string, selection: readonly [number, number], prefix: string): Edit {
  const [from, to] = lines(text, selection);
  const old = text.slice(from, to).split("\n");
  const isDone = old.some((line) => line.trim() !== "") && old.every((line) => line.trim() === "" || line.startsWith(prefix));
  const keepsBlank = old.length > 1 && prefix === "- ";
  const fresh = old.map((line) => {
    if (isDone) return line.startsWith(prefix) ? line.slice(prefix.length) : line;
    return line.trim() === "" && keepsBlank ? line : prefix + line;
  });
  const body = fresh.join("\n");
  if (selection[0] === selection[1]) {
    const caret = Math.max(from, selection[0] + (isDone ? -prefix.length : prefix.length));
    return { from, to, text: body, start: caret, end: caret };
  }
  return { from, to, text: body, start: from, end: from + body.length };
}

function block(text: string, selection: readonly [number, number]): Edit {
  const [from, to] = lines(text, selection);
  const body = text.slice(from, to);
  // longer than any fence inside
  const longest = Math.max(2, ...[...body.matchAll(/`{3,}/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return { from, to, text: `${fence}\n${body}\n${fence}`, start: from + fence.length + 1, end: from + fence.length + 1 + body.length };
}

/** A picture put after a caret as a paragraph of its own, its words selected: they are to be written over. */
export function picture(text: string, caret: number, address: string, words: string): Edit {
  const mark = `![${words}](${address})`;
  const { from, to, text: put } = paragraph(text, [caret, caret], mark);
  const start = from + put.indexOf(mark) + 2;
  return { from, to, text: put, start, end: start + words.length };
}

/** Words that stand between square brackets, on one line. */
export function bracketed(words: string): string {
  return words.replace(/\s+/g, " ").trim().replace(/[\\[\]]/g, "\\$&");
}

/** Where a caret is once the part [from, to) of a text has become `length` long. */
export function moved(caret: number, [from, to]: readonly [number, number], length: number): number {
  if (caret <= from) return caret;
  return caret >= to ? caret + length - (to - from) : from + length;
}

/** Text put at a caret as a paragraph of its own: a blank line before it and after it. */
export function paragraph(text: string, [start, end]: readonly [number, number], body: string): Edit {
  const before = text.slice(0, start);
  const after = text.slice(end);
  const gap = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const tail = after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
  const put = `${gap}${body.trimEnd()}${tail}`;
  const caret = start + put.length + (tail === "" ? 2 : tail === "\n" ? 1 : 0);
  return { from: start, to: end, text: put, start: caret, end: caret };
}
