/** What ends a session: nothing was done for long enough, or it has lasted as long as any may. */
export type EndCause = "idle" | "end";

export type SessionPhase =
  | { readonly kind: "open" }
  | { readonly kind: "warning"; readonly cause: EndCause; readonly until: number }
  | { readonly kind: "over"; readonly cause: EndCause };

interface SessionTimes {
  readonly now: number;
  /** When the server last heard that somebody is there. */
  readonly seenAt: number;
  /** Milliseconds, or `null` for never. */
  readonly endsAt: number | null;
  readonly idleSeconds: number;
}

const longestWarningMs = 60_000;
const longestPauseMs = 60_000;

/** Milliseconds for which activity need not be told again. */
export const touchIntervalMs = (idleSeconds: number): number =>
  Math.min(longestPauseMs, (idleSeconds * 1000) / 4);

/** Where a session stands. All instants in milliseconds since the epoch, by this browser's clock. */
export function sessionPhase({ now, seenAt, endsAt, idleSeconds }: SessionTimes): SessionPhase {
  const idleUntil = seenAt + idleSeconds * 1000;
  const isEnd = endsAt !== null && endsAt <= idleUntil;
  const until = isEnd ? endsAt : idleUntil;
  const cause = isEnd ? "end" : "idle";
  if (now >= until) return { kind: "over", cause };
  const warningMs = Math.min(longestWarningMs, (idleSeconds * 1000) / 2);
  return now >= until - warningMs ? { kind: "warning", cause, until } : { kind: "open" };
}
