import type { Estimate } from "../model/card";
import { type CallTable, tableTotal } from "./agreement";
import { type Confusion, f1, precision, recall } from "./confusion";
import { estimate, f1Interval, wilson } from "./intervals";
import type { Discordant } from "./mcnemar";

/** How two callers called the very same candidates, by what those turned out to be. */
export interface JudgedCalls {
  readonly positives: CallTable;
  readonly negatives: CallTable;
}

interface CallQuality {
  readonly confusion: Confusion;
  readonly precision: Estimate;
  readonly recall: Estimate;
  readonly f1: Estimate;
}

function qualityOf(c: Confusion): CallQuality {
  return {
    confusion: c,
    precision: estimate(precision(c), wilson(c.truePositives, c.truePositives + c.falsePositives)),
    recall: estimate(recall(c), wilson(c.truePositives, c.truePositives + c.falseNegatives)),
    f1: estimate(f1(c), f1Interval(c)),
  };
}

/** Precision, recall and F1 of both callers with 95 % intervals; `null` where there is nothing to take a share of. */
export function pairedQuality({ positives, negatives }: JudgedCalls): { a: CallQuality; b: CallQuality } {
  const of = (own: "onlyA" | "onlyB") => {
    const truePositives = positives.both + positives[own];
    const falsePositives = negatives.both + negatives[own];
    return qualityOf({
      truePositives,
      falsePositives,
      falseNegatives: tableTotal(positives) - truePositives,
      trueNegatives: tableTotal(negatives) - falsePositives,
    });
  };
  return { a: of("onlyA"), b: of("onlyB") };
}

/** Candidates on which one alone was right: it called a positive, or the other one called a negative. */
export const discordant = ({ positives, negatives }: JudgedCalls): Discordant => ({
  onlyARight: positives.onlyA + negatives.onlyB,
  onlyBRight: positives.onlyB + negatives.onlyA,
});
