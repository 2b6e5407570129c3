// Waiting before the next attempt: exponential, with full jitter, so that a restarted server is not met by everybody at once.

const first = 500;
const longest = 30_000;

/** Milliseconds before attempt `attempt` (from 0); `random` gives [0, 1). At least a tenth of the window, so an attempt never spins. */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(longest, first * 2 ** Math.max(0, attempt));
  return Math.round(ceiling * (0.1 + 0.9 * random()));
}
