import type { Written } from "@/app/_numbers/create-numbers";
import type { Estimate, Evaluation } from "@/lib/model/card";

/** The figures of merit to compare, in reading order; those of calls are at each model's own operating point. */
const figures = [
  { key: "averagePrecision", written: "score", atPoint: false },
  { key: "rocAuc", written: "score", atPoint: false },
  { key: "brier", written: "smallScore", atPoint: false },
  { key: "recall", written: "percent", atPoint: true },
  { key: "precision", written: "percent", atPoint: true },
  { key: "f1", written: "score", atPoint: true },
] as const satisfies readonly { key: keyof Evaluation; written: Written; atPoint: boolean }[];

export interface FigureRow {
  readonly key: (typeof figures)[number]["key"] | "recallAt";
  /** Of `recallAt` alone. */
  readonly falsePositiveRate: number | null;
  readonly written: Written;
  readonly atPoint: boolean;
  readonly a: Estimate;
  readonly b: Estimate;
  /** b less a; `null` where one of them is not known. */
  readonly difference: number | null;
  /** Whether the two intervals have a value in common; `null` where one of them is not known. */
  readonly overlap: boolean | null;
}

function compared(a: Estimate, b: Estimate): Pick<FigureRow, "a" | "b" | "difference" | "overlap"> {
  if (a === null || b === null) return { a, b, difference: null, overlap: null };
  return { a, b, difference: b.value - a.value, overlap: a.low <= b.high && b.low <= a.high };
}

/** The figures of two cards row by row, with recall at every false positive rate that either has. */
export function figureRows(a: Evaluation, b: Evaluation): FigureRow[] {
  const rowOf = ({ key, written, atPoint }: (typeof figures)[number]): FigureRow => ({
    ...{ key, written, atPoint, falsePositiveRate: null },
    ...compared(a[key], b[key]),
  });
  const rates = new Set(
    [a, b].flatMap((one) => one.recallAtFalsePositiveRate.map(({ falsePositiveRate }) => falsePositiveRate)),
  );
  const recallAt = ({ recallAtFalsePositiveRate }: Evaluation, rate: number) =>
    recallAtFalsePositiveRate.find(({ falsePositiveRate }) => falsePositiveRate === rate)?.recall ?? null;
  const recalls = [...rates]
    .sort((one, other) => one - other)
    .map(
      (rate): FigureRow => ({
        ...{ key: "recallAt", written: "percent", atPoint: false, falsePositiveRate: rate },
        ...compared(recallAt(a, rate), recallAt(b, rate)),
      }),
    );
  const all = figures.map(rowOf);
  return [...all.filter(({ atPoint }) => !atPoint), ...recalls, ...all.filter(({ atPoint }) => atPoint)];
}
