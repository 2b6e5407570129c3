// The copy of a draft that stays in this browser until the server has it: for a crash, a dead network, an ended session.
import { person } from "./page.ts";

export interface Words {
  readonly title: string;
  readonly body: string;
  /** Of a new discussion. */
  readonly topics: string;
  /** Of a new discussion: whether it is to be a question. */
  readonly isQuestion: boolean;
}

export interface DraftCopy extends Words {
  /** When it was written, in milliseconds since the epoch. */
  readonly at: number;
  /** It was being published when this page went away: it may be out already. */
  readonly sent: boolean;
}

function name(key: string): string {
  return `prassi:draft:${person() ?? "nobody"}:${key}`;
}

/** The copy, or null: none, unreadable, or storage switched off. */
export function readCopy(key: string): DraftCopy | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(name(key)) ?? "null");
    if (typeof value !== "object" || value === null) return null;
    const { title, body, topics, isQuestion, at, sent } = value as Partial<DraftCopy>;
    if (typeof title !== "string" || typeof body !== "string" || typeof at !== "number") return null;
    return { title, body, topics: typeof topics === "string" ? topics : "", isQuestion: isQuestion === true, at, sent: sent === true };
  } catch {
    return null;
  }
}

/** False when the browser does not let us: the text is still in its field. */
export function writeCopy(key: string, copy: DraftCopy): boolean {
  try {
    localStorage.setItem(name(key), JSON.stringify(copy));
    return true;
  } catch {
    return false;
  }
}

export function dropCopy(key: string): void {
  try {
    localStorage.removeItem(name(key));
  } catch {
    // storage is switched off: nothing was kept
  }
}

export function isSame(one: Words, other: Words): boolean {
  return one.title === other.title && one.body === other.body && one.topics === other.topics && one.isQuestion === other.isQuestion;
}

/** Puts words back into the fields they came from. */
export function putBack(form: HTMLFormElement, copy: Words): void {
  for (const name of ["title", "topics", "body"] as const) {
    const field = form.elements.namedItem(name);
    if ((field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) && (name === "body" || copy[name] !== "")) field.value = copy[name];
  }
  const question = form.elements.namedItem("question");
  if (question instanceof HTMLInputElement && copy.isQuestion) question.checked = true;
}
