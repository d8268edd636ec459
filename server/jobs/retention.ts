import type { Dependencies } from "../services/dependencies";
import { eraseOldest } from "../services/retention";
import type { Duty } from "./keeper";

const dayMilliseconds = 86_400_000;
const restMs = 60_000;
/** A first round over years of predictions goes on in the next one. */
const roundMs = 5000;

/** Erases the cases of predictions that are older than may be kept. */
export function retentionDuty(deps: Pick<Dependencies, "db" | "now">, days: number): Duty {
  return {
    name: "retention",
    restMs,
    run: async (signal) => {
      const until = performance.now() + roundMs;
      const before = new Date(deps.now().getTime() - days * dayMilliseconds);
      while (!signal.aborted && performance.now() < until) {
        if ((await eraseOldest(deps, before)) === null) return;
      }
    },
  };
}
