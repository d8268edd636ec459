import type { ServerResponse } from "node:http";

/**
 * What a process takes on at once. Beyond it whoever comes is told so at once, rather than to wait for ever in a queue
 * that takes memory and makes everybody late.
 */
export const admissionLimits = {
  /**
   * Requests begun and not yet answered. One process answers some hundreds a second, so that the last of these waits
   * for about a second; each holds less than 100 kB.
   */
  requests: 300,
  /** Streams of events: each asks the database once a second for as long as somebody listens. */
  streams: 100,
  /**
   * Statements that wait for one of the pool's ten connections. Statements of milliseconds never queue up so far; two
   * for each connection do when these are held, and then waiting helps nobody.
   */
  statements: 20,
} as const;

/** What there is too much of. */
export type ShedReason = "requests" | "streams" | "statements";

interface Asked {
  readonly kind: "requests" | "streams";
  readonly asksDatabase: boolean;
}

/** Lets requests in as long as there is room for them. */
export interface Admission {
  /** Why it is turned away; `null` where it is let in, and has its place until its answer has ended. */
  refusal(response: ServerResponse, asked: Asked): ShedReason | null;
}

/** `statementsWaiting` is looked up in memory. */
export function createAdmission(statementsWaiting: () => number): Admission {
  const inside = { requests: 0, streams: 0 };
  return {
    refusal: (response, { kind, asksDatabase }) => {
      if (inside[kind] >= admissionLimits[kind]) return kind;
      if (asksDatabase && statementsWaiting() >= admissionLimits.statements) return "statements";
      inside[kind] += 1;
      response.once("close", () => {
        inside[kind] -= 1;
      });
      return null;
    },
  };
}
