// The composers on the page, so that anything about to take the page away can save their words first.

export interface Draft {
  /** Saves what is not saved yet; resolves when it is safe, here or on the server. */
  save(): Promise<void>;
}

const drafts = new Set<Draft>();

export function addDraft(draft: Draft): void {
  drafts.add(draft);
}

export function removeDraft(draft: Draft): void {
  drafts.delete(draft);
}

/** Saves every draft; never fails: what the server does not take stays in the browser. */
export async function saveDrafts(): Promise<void> {
  await Promise.allSettled([...drafts].map((draft) => draft.save()));
}
