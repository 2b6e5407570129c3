// Single keys for those who like them, and the dialog that explains them and switches them off.
import { element } from "./fragment.ts";
import { isTyping } from "./page.ts";
import { words } from "./words.ts";

const setting = "prassi:keys";
const rows = ".post, .talk, .item, .change, .person, .mail-row";

function areOn(): boolean {
  try {
    return localStorage.getItem(setting) !== "off";
  } catch {
    return true;
  }
}

function remember(isOn: boolean): void {
  try {
    if (isOn) localStorage.removeItem(setting);
    else localStorage.setItem(setting, "off");
  } catch {
    // storage is switched off: the choice lasts as long as the page
  }
}

function isVisible(target: HTMLElement): boolean {
  return target.offsetParent !== null;
}

function focusSearch(): boolean {
  const own = [...document.querySelectorAll<HTMLInputElement>("main input[type=search]")];
  const field = [...own, ...document.querySelectorAll<HTMLInputElement>("input[type=search]")].find(isVisible);
  field?.focus();
  field?.select();
  return field !== undefined;
}

function step(by: 1 | -1): boolean {
  const all = [...document.querySelectorAll<HTMLElement>(`main :is(${rows})`)].filter(isVisible);
  const here = document.activeElement?.closest<HTMLElement>(rows) ?? null;
  const at = here === null ? -1 : all.indexOf(here);
  const next = all[at === -1 && by === -1 ? all.length - 1 : at + by];
  if (next === undefined) return false;
  const target = next.querySelector<HTMLElement>(".stamp, .title-line a, .item-title a, .what a, .name a, .subject a") ?? next;
  if (target === next) next.tabIndex = -1;
  target.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  return true;
}

function reply(): boolean {
  const field = document.querySelector<HTMLElement>("prassi-composer textarea[name=body]");
  field?.focus();
  field?.scrollIntoView({ block: "nearest" });
  return field !== null;
}

function explanation(): HTMLDListElement {
  const said = words();
  const list = element("dl", "keys");
  const all: [string, string][] = [
    ["/", said.keySearch], ["j", said.keyNext], ["k", said.keyPrevious], ["r", said.keyReply], ["?", said.keyHelp],
    [`Ctrl + ${said.keyEnter}`, said.keyPublish], ["Ctrl + B", said.keyBold], ["Ctrl + I", said.keyItalic], ["Ctrl + K", said.keyLink], ["@", said.keyMention], ["Ctrl + V", said.keyPaste],
  ];
  for (const [key, meaning] of all) {
    const term = element("dt", "");
    term.append(element("kbd", "kbd", key));
    list.append(term, element("dd", "", meaning));
  }
  return list;
}

function makeDialog(): HTMLDialogElement {
  const said = words();
  const dialog = element("dialog", "dialog");
  dialog.id = "prassi-keys";
  const title = element("h2", "", said.keysTitle);
  title.id = "prassi-keys-title";
  dialog.setAttribute("aria-labelledby", title.id);
  const close = element("button", "btn btn-line", said.keysClose);
  close.type = "button";
  close.addEventListener("click", () => {
    dialog.close();
  });
  const head = element("header", "");
  head.append(title, close);
  const choice = element("input", "");
  choice.type = "checkbox";
  choice.checked = areOn();
  choice.addEventListener("change", () => {
    remember(choice.checked);
  });
  const label = element("label", "check");
  const text = element("span", "", said.keysUse);
  text.append(element("span", "hint", said.keysUseHint));
  label.append(choice, text);
  dialog.append(head, explanation(), label);
  dialog.addEventListener("close", () => {
    dialog.remove();
  });
  return dialog;
}

function showHelp(): boolean {
  if (document.getElementById("prassi-keys") !== null) return true;
  const dialog = makeDialog();
  document.body.append(dialog);
  dialog.showModal();
  return true;
}

const actions: Readonly<Record<string, () => boolean>> = {
  "/": focusSearch,
  "?": showHelp,
  j: () => step(1),
  k: () => step(-1),
  r: reply,
};

/** Called once. The footer's button is `[data-keys-help]`. */
export function startKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]") !== null || !areOn()) return;
    if (actions[event.key]?.() === true) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-keys-help]") !== null) showHelp();
  });
  // the snapshot that Turbo keeps must not contain an open dialog
  document.addEventListener("turbo:before-cache", () => document.getElementById("prassi-keys")?.remove());
}
