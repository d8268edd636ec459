import type { ComparedVariant, Estimate } from "../model/card";
import { type Stratum, strata } from "../model/stratum";
import { createRandom } from "../random";
import { bootstrap, type Interval } from "./intervals";
import {
  type FigureName,
  figureNames,
  type Prediction,
  pooledFigures,
  type RankedPredictions,
  rank,
} from "./ranked-predictions";
import type { LabelledRows, Repeat } from "./repeated-folds";

/** What was said of the rows of one repeat while they were held out, shape (rows,) each. */
export interface HeldOutRepeat {
  /** In [0, 1]; NaN where the row takes no part. */
  readonly probabilities: Float64Array;
  /** 1 where `calcification` was called. */
  readonly calls: Uint8Array;
}

/** Rows, their folds, and what is needed to tell figures by stratum. */
export interface EvaluatedRows {
  readonly rows: LabelledRows;
  readonly repeats: readonly Repeat[];
  /** Shape (vectors,). */
  readonly strata: readonly Stratum[];
}

/** A figure over repeats; `null` as a whole where no repeat has a value. */
export interface Figure {
  /** Mean over the repeats that have a value, each of them pooled over its folds. */
  readonly value: number;
  /** 95 % interval of that mean; `null` with fewer than two vectors to draw from. */
  readonly low: number | null;
  readonly high: number | null;
  readonly smallestRepeat: number;
  readonly largestRepeat: number;
}
type Figures = Record<FigureName, Figure | null>;

export interface Quality {
  /** Rows held out in at least one repeat, and positives among them. */
  readonly rows: number;
  readonly positives: number;
  readonly figures: Figures;
}

export interface RowSetQuality extends Quality {
  /** Mean over the single folds that hold both classes, of all repeats; `null` without such a fold. */
  readonly meanOverFolds: { readonly averagePrecision: number | null; readonly rocAuc: number | null };
  readonly strata: readonly (Quality & { readonly stratum: Stratum })[];
}

export interface VariantQuality {
  readonly variant: string;
  /** Each pair of vector and label once in a repeat, where it occurs first. */
  readonly distinct: RowSetQuality;
  readonly all: RowSetQuality;
}

export interface EvaluationOptions {
  readonly seed: number;
  /** Resamples of the vectors. */
  readonly draws: number;
}

type RowSet = "distinct" | "all";

/** Rows of a repeat that count: all that take part, or of each vector and label the first. */
function countedRows({ labels, vectorOf }: LabelledRows, { foldOf }: Repeat, set: RowSet): Int32Array {
  const seen = new Set<number>();
  return Int32Array.from(foldOf.keys()).filter((row) => {
    if ((foldOf[row] as number) < 0) return false;
    const pair = 2 * (vectorOf[row] as number) + (labels[row] as number);
    const counts = set === "all" || !seen.has(pair);
    seen.add(pair);
    return counts;
  });
}

/** Copies of a vector in the same fold got the same answer: one entry with a count. */
function gather(rows: LabelledRows, counted: Iterable<number>, held: HeldOutRepeat & Pick<Repeat, "foldOf">) {
  const entries = new Map<string, Prediction>();
  for (const row of counted) {
    const vector = rows.vectorOf[row] as number;
    const key = `${vector} ${held.foldOf[row]}`;
    const positive = rows.labels[row] === 1 ? 1 : 0;
    const before = entries.get(key) ?? { positives: 0, negatives: 0 };
    entries.set(key, {
      vector,
      probability: held.probabilities[row] as number,
      called: held.calls[row] === 1,
      positives: before.positives + positive,
      negatives: before.negatives + 1 - positive,
    });
  }
  return [...entries.values()];
}

/** Mean of each figure over those of `several` in which it has a value, else NaN. */
function meanFigures(several: readonly Float64Array[]): Float64Array {
  return Float64Array.from(figureNames, (_, figure) => {
    let [sum, count] = [0, 0];
    for (const figures of several) {
      const value = figures[figure] as number;
      if (Number.isNaN(value)) continue;
      sum += value;
      count += 1;
    }
    return sum / count;
  });
}

/** The predictions of all repeats that one line of a table is about. */
interface Part {
  readonly ranked: readonly RankedPredictions[];
  readonly vectors: number;
}

const toPart = (predictions: readonly (readonly Prediction[])[]): Part => ({
  ranked: predictions.map(rank),
  vectors: new Set(predictions.flat().map(({ vector }) => vector)).size,
});

const pooled = ({ ranked }: Part, drawn: Int32Array) => ranked.map((repeat) => pooledFigures(repeat, drawn));
const known = (values: readonly number[]) => values.filter((value) => !Number.isNaN(value));

/** `once` draws each vector once. */
function figuresOf(part: Part, intervals: readonly (Interval | null)[], once: Int32Array): Figures {
  const perRepeat = pooled(part, once);
  const means = meanFigures(perRepeat);
  const entries = figureNames.map((name, figure): [FigureName, Figure | null] => {
    const value = means[figure] as number;
    if (Number.isNaN(value)) return [name, null];
    const repeats = known(perRepeat.map((of) => of[figure] as number));
    // Drawn from one vector, all draws are the same, which says nothing.
    const interval = part.vectors > 1 ? (intervals[figure] ?? null) : null;
    return [
      name,
      {
        value,
        low: interval?.low ?? null,
        high: interval?.high ?? null,
        smallestRepeat: Math.min(...repeats),
        largestRepeat: Math.max(...repeats),
      },
    ];
  });
  return Object.fromEntries(entries) as Figures;
}

/** Intervals of all figures of all parts, from the same draws; one list for each part. */
function intervalsOf(parts: readonly Part[], vectors: number, { seed, draws }: EvaluationOptions) {
  // In their own order, so that all variants are measured on the same draws.
  const takingPart = Int32Array.from(new Set(parts[0]?.ranked.flatMap(({ vector }) => [...vector]))).sort();
  const drawn = new Int32Array(vectors);
  const found = bootstrap(
    takingPart.length,
    (times) => {
      times.forEach((count, i) => {
        drawn[takingPart[i] as number] = count;
      });
      return parts.flatMap((part) =>
        Array.from(meanFigures(pooled(part, drawn)), (value) => (Number.isNaN(value) ? null : value)),
      );
    },
    { draws, random: createRandom(seed, 0xb007) },
  );
  return parts.map((_, part) => found.slice(part * figureNames.length, (part + 1) * figureNames.length));
}

/** Average precision and ROC AUC of each fold by itself, then the mean, as a library's cross-validation gives it. */
function meanOverFolds(byFold: readonly (readonly Prediction[])[], once: Int32Array) {
  const perFold = byFold.map((predictions) => pooledFigures(rank(predictions), once));
  const whole = perFold.filter((figures) => !Number.isNaN(figures[figureNames.indexOf("rocAuc")]));
  const means = meanFigures(whole);
  const mean = (name: FigureName) =>
    whole.length === 0 ? null : (means[figureNames.indexOf(name)] as number);
  return { averagePrecision: mean("averagePrecision"), rocAuc: mean("rocAuc") };
}

/** Rows that are held out at least once, or pairs of vector and label, for either set. */
function count({ labels, vectorOf }: LabelledRows, counted: readonly Int32Array[], set: RowSet) {
  const seen = new Map<number, number>();
  for (const row of counted.flatMap((rows) => [...rows])) {
    const label = labels[row] as number;
    seen.set(set === "all" ? row : 2 * (vectorOf[row] as number) + label, label);
  }
  return { rows: seen.size, positives: [...seen.values()].reduce((sum, label) => sum + label, 0) };
}

function evaluateRowSet(
  { rows, repeats, strata: stratumOfVector }: EvaluatedRows,
  held: readonly HeldOutRepeat[],
  options: EvaluationOptions & { readonly set: RowSet },
): RowSetQuality {
  const counted = repeats.map((repeat) => countedRows(rows, repeat, options.set));
  const inStratum = (row: number, stratum: Stratum) =>
    stratumOfVector[rows.vectorOf[row] as number] === stratum;
  const chosen = [counted, ...strata.map((s) => counted.map((of) => of.filter((row) => inStratum(row, s))))];
  const gathered = (of: readonly Int32Array[]) =>
    of.map((own, i) => gather(rows, own, { ...(repeats[i] as Repeat), ...(held[i] as HeldOutRepeat) }));
  const parts = chosen.map((of) => toPart(gathered(of)));
  const intervals = intervalsOf(parts, stratumOfVector.length, options);
  const once = new Int32Array(stratumOfVector.length).fill(1);
  const [whole, ...byStratum] = parts.map((part, i) => ({
    ...count(rows, chosen[i] as Int32Array[], options.set),
    figures: figuresOf(part, intervals[i] ?? [], once),
  }));
  const folds = repeats.flatMap(({ folds, foldOf }, repeat) =>
    folds.map((_, fold) => {
      const own = (counted[repeat] as Int32Array).filter((row) => foldOf[row] === fold);
      return gather(rows, own, { foldOf, ...(held[repeat] as HeldOutRepeat) });
    }),
  );
  return {
    ...(whole as Quality),
    meanOverFolds: meanOverFolds(folds, once),
    strata: byStratum.map((quality, i) => ({ stratum: strata[i] as Stratum, ...quality })),
  };
}

/**
 * Quality of one variant's held-out predictions, one entry of `held` for each repeat. A figure is the mean over
 * repeats of what all folds of the repeat give together; its interval is the percentile bootstrap of that mean over
 * vectors, a drawn vector bringing its predictions in all repeats.
 */
export function evaluateRepeats(
  evaluated: EvaluatedRows,
  { variant, held }: { readonly variant: string; readonly held: readonly HeldOutRepeat[] },
  options: EvaluationOptions,
): VariantQuality {
  return {
    variant,
    distinct: evaluateRowSet(evaluated, held, { ...options, set: "distinct" }),
    all: evaluateRowSet(evaluated, held, { ...options, set: "all" }),
  };
}

/** What a model card keeps of a variant: figures on distinct rows. */
export function compared({ variant, distinct: { figures } }: VariantQuality): ComparedVariant {
  const toEstimate = (figure: Figure | null): Estimate =>
    figure === null || figure.low === null || figure.high === null
      ? null
      : { value: figure.value, low: figure.low, high: figure.high };
  return {
    variant,
    averagePrecision: toEstimate(figures.averagePrecision),
    rocAuc: toEstimate(figures.rocAuc),
    f1: toEstimate(figures.f1),
    brier: toEstimate(figures.brier),
  };
}
