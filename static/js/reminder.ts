// The reminder under each composer, for those who know it: put away for a month, it comes back by itself.

const setting = "prassi:reminder";
const month = 30 * 24 * 60 * 60 * 1000;

function isAway(): boolean {
  try {
    return Date.now() - Number(localStorage.getItem(setting) ?? 0) < month;
  } catch {
    return false;
  }
}

/** The reminder of a composer: hidden, or with a way to put it away. */
export function prepareReminder(within: ParentNode, signal: AbortSignal): void {
  const reminder = within.querySelector<HTMLElement>("[data-reminder]");
  const button = reminder?.querySelector<HTMLButtonElement>("[data-reminder-off]") ?? null;
  if (reminder === null || button === null) return;
  reminder.hidden = isAway();
  button.hidden = false;
  button.addEventListener("click", () => {
    reminder.hidden = true;
    try {
      localStorage.setItem(setting, String(Date.now()));
    } catch {
      // storage is switched off: away as long as the page
    }
    within.querySelector<HTMLElement>("textarea")?.focus();
  }, { signal });
}
