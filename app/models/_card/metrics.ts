import type { Evaluation } from "@/lib/model/card";

/** The figures of merit in reading order, and how each is written. Accuracy comes last: it says the least. */
export const metrics = [
  { key: "recall", written: "rate" },
  { key: "precision", written: "rate" },
  { key: "specificity", written: "rate" },
  { key: "f1", written: "score" },
  { key: "averagePrecision", written: "score" },
  { key: "rocAuc", written: "score" },
  { key: "brier", written: "smallScore" },
  { key: "accuracy", written: "rate" },
] as const satisfies readonly { key: keyof Evaluation; written: "rate" | "score" | "smallScore" }[];
