import type { Written } from "@/app/_numbers/create-numbers";
import type { Estimate, Evaluation } from "@/lib/model/card";

/** The figures of merit in reading order, and how each is written. Accuracy comes last: it says the least. */
export const metrics = [
  { key: "recall", written: "percent" },
  { key: "precision", written: "percent" },
  { key: "specificity", written: "percent" },
  { key: "f1", written: "score" },
  { key: "mcc", written: "score" },
  { key: "averagePrecision", written: "score" },
  { key: "rocAuc", written: "score" },
  { key: "brier", written: "smallScore" },
  { key: "brierSkill", written: "score" },
  { key: "accuracy", written: "percent" },
] as const satisfies readonly { key: keyof Evaluation; written: Written }[];

/** Figures that a card of the first format has not; they are left out rather than shown as dashes. */
const measuredLater = new Set<keyof Evaluation>(["mcc", "brierSkill"]);

export function isMeasured(key: (typeof metrics)[number]["key"], estimate: Estimate): boolean {
  return estimate !== null || !measuredLater.has(key);
}
