import { setImmediate } from "node:timers/promises";
import type { Steps } from "../lib/steps";

/** Pieces that take less together, in milliseconds, are done in one turn of the event loop. */
const turnMs = 5;

/** Does work piece by piece, so that requests are answered in between. */
export async function inTurns<T>(steps: Steps<T>): Promise<T> {
  let begun = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - begun < turnMs) continue;
    await setImmediate();
    begun = performance.now();
  }
}
