import type { Row } from "./board";
import { answered, budgetLeft, burn, inTime, type Window } from "./objective";
import { above, below } from "./panel-content";
import { lines } from "./panels";

const windows: readonly Window[] = ["5m", "30m", "1h", "6h", "3d"];
const burns = (objective: typeof answered) =>
  Object.fromEntries(windows.map((window) => [`over ${window}`, burn(objective, window)]));

export const objectivesRow: Row = {
  title: "Objectives",
  panels: [
    lines({
      title: "Failures, times allowed",
      description:
        "How many times faster than allowed the budget of failed submissions (0.1 % in 30 days) is spent, over windows of different length. Below 1 is normal. Somebody is paged when the hour and its last five minutes are above 14.4, or six hours and their last half above 6.",
      unit: "none",
      queries: burns(answered),
      width: 8,
      min: 0,
      decimals: 1,
      steps: above(1, 14.4),
    }),
    lines({
      title: "Slow answers, times allowed",
      description:
        "The same for the budget of slow submissions: 1 % in 30 days may take longer than a quarter of a second. Below 1 is normal. What they wait for is in Time by phase.",
      unit: "none",
      queries: burns(inTime),
      width: 8,
      min: 0,
      decimals: 1,
      steps: above(1, 14.4),
    }),
    lines({
      title: "Budget left over time",
      description:
        "What was left of both budgets at each moment, of the 30 days before it. It falls with every failure and rises as old ones fall out of the 30 days. Below 0 % the objective is missed: changes wait until it has recovered.",
      unit: "percentunit",
      queries: { failures: budgetLeft(answered), "slow answers": budgetLeft(inTime) },
      width: 8,
      max: 1,
      steps: below(0, 0.25),
    }),
  ],
};
