import { series, share, sum } from "./queries";

/** Windows the rules record, from the shortest. */
export type Window = "5m" | "30m" | "1h" | "6h" | "3d" | "30d";

/** A promise about submissions, of which `allowed`, in [0, 1], may break it in 30 days. */
interface Objective {
  readonly allowed: number;
  readonly broken: string;
  readonly all: string;
}

/** 99.9 % are answered. */
export const answered: Objective = { allowed: 0.001, broken: "failures", all: "requests" };

/** 99 % of the answered are so within a quarter of a second. */
export const inTime: Objective = { allowed: 0.01, broken: "slow", all: "timed" };

/** Share of the submissions that broke it, in [0, 1]; nothing where there were none. */
export function brokenShare({ broken, all }: Objective, window: Window): string {
  const recorded = (what: string) => sum(series(`instance:microcalc_prediction_${what}:rate${window}`));
  return share(recorded(broken), recorded(all));
}

/** How many times faster than allowed the budget is spent. */
export function burn(objective: Objective, window: Window): string {
  return `${brokenShare(objective, window)} / ${objective.allowed}`;
}

/** Of the budget of 30 days: 1 is untouched, 0 is spent, below is overdrawn. */
export function budgetLeft(objective: Objective): string {
  return `1 - ${burn(objective, "30d")}`;
}
