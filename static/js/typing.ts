// Changing a text field as if it were typed: the browser's own undo keeps working.
import type { Edit } from "./markdown.ts";

/** Applies an edit, leaves the focus in the field and tells whoever listens to `input`. */
export function applyEdit(field: HTMLTextAreaElement, edit: Edit): void {
  field.focus({ preventScroll: true });
  field.setSelectionRange(edit.from, edit.to);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else keeps the undo history; the fallback is below
  const typed = edit.text === "" ? document.execCommand("delete") : document.execCommand("insertText", false, edit.text);
  if (!typed) {
    field.setRangeText(edit.text, edit.from, edit.to, "end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
  field.setSelectionRange(edit.start, edit.end);
}

export function selectionOf(field: HTMLTextAreaElement): [number, number] {
  return [field.selectionStart, field.selectionEnd];
}

const copied = [
  "boxSizing", "inlineSize", "fontFamily", "fontSize", "fontWeight", "fontStyle", "letterSpacing", "lineHeight", "tabSize", "textIndent",
  "paddingBlockStart", "paddingInlineStart", "paddingInlineEnd", "borderInlineStartWidth", "borderInlineEndWidth", "borderBlockStartWidth",
] as const;

/** Where the caret's line ends below, and the caret itself, in pixels from the field's border box. */
export function caretPlace(field: HTMLTextAreaElement, at: number): { x: number; y: number } {
  const style = getComputedStyle(field);
  const mirror = document.createElement("div");
  for (const name of copied) mirror.style[name] = style[name];
  mirror.style.position = "absolute";
  mirror.style.visibility = "hidden";
  mirror.style.whiteSpace = "pre-wrap";
  mirror.style.overflowWrap = "break-word";
  mirror.style.borderStyle = "solid";
  mirror.textContent = field.value.slice(0, at);
  const mark = document.createElement("span");
  mark.textContent = "\u200b";
  mirror.append(mark);
  document.body.append(mirror);
  const place = { x: mark.offsetLeft, y: mark.offsetTop + mark.offsetHeight - field.scrollTop };
  mirror.remove();
  return place;
}
