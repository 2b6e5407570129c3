// Facts about the page that the server writes on it.

/** Who is signed in, or null. */
export function person(): number | null {
  const id = document.body.dataset["person"];
  return id === undefined || id === "" ? null : Number(id);
}

/** The build that rendered this page. */
export function build(): string | null {
  return document.querySelector<HTMLMetaElement>('meta[name="prassi-build"]')?.content ?? null;
}

/** The person's time zone; the community's by default. */
export function timeZone(): string {
  return document.documentElement.dataset["timeZone"] ?? "Europe/Rome";
}

/** Addresses that a page may override: `<body data-sign-in="…" data-spaces="…">`. */
export function address(of: "signIn" | "spaces"): string {
  return document.body.dataset[of] ?? (of === "signIn" ? "/accedi" : "/spazi");
}

/** True for an element that the keyboard types into. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest("input, textarea, select, [role=textbox]") !== null);
}
