import type { CanaryFault } from "../../lib/canary";
import type { Metrics } from "./create-metrics";

/** The server has put a region to itself. */
export interface CanaryRun {
  readonly endedAt: Date;
  readonly seconds: number;
  /** `null` where it was answered as it should be. */
  readonly fault: CanaryFault | null;
}

/** How the canary of this process does. */
export interface CanaryRecord {
  /** `null` before the first run, and in a process that has none. */
  last(): CanaryRun | null;
  /** Runs begin: a first one that never ends has to show as well. */
  begin(at: Date): void;
  note(run: CanaryRun): void;
}

export function createCanaryRecord(metrics: Metrics): CanaryRecord {
  const { canaryRuns, canarySuccess, canaryDuration, canaryLastRun } = metrics;
  let last: CanaryRun | null = null;
  return {
    last: () => last,
    begin: (at) => canaryLastRun.set(at.getTime() / 1000),
    note: (run) => {
      last = run;
      const answered = run.fault === null;
      canaryRuns.inc({ result: answered ? "answered" : "failed" });
      canarySuccess.set(answered ? 1 : 0);
      canaryLastRun.set(run.endedAt.getTime() / 1000);
      if (answered) canaryDuration.observe(run.seconds);
    },
  };
}
