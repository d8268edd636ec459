import { z } from "zod";
import { daySchema } from "../day";
import type { Confusion } from "../evaluation/confusion";
import { wilson } from "../evaluation/intervals";
import { modelVersionSchema } from "../model/version";
import { type DayMetrics, type MetricCounts, outcomesIn, sumOf } from "./day-metrics";
import { estimatedFigures } from "./estimated";
import { type Figure, figureSchema, metricFiguresSchema, missing } from "./figure";
import { realisedFigures } from "./realised";
import {
  countedThings,
  type DayWindow,
  mostWindows,
  type Windowing,
  windowings,
  windowSizes,
  windowsOf,
} from "./windows";

/** Which days, both included and in whichever order they exist, put together how, and of which version or all. */
export const askTrendsSchema = z.strictObject({
  by: z.enum(windowings),
  /** For `count`: a window holds at least so many of `of`, in whole days. */
  size: z.int().min(windowSizes.least).max(windowSizes.most).optional(),
  of: z.enum(countedThings).optional(),
  from: daySchema.optional(),
  to: daySchema.optional(),
  modelVersion: modelVersionSchema.optional(),
});
export type AskTrends = z.infer<typeof askTrendsSchema>;

const count = z.int().nonnegative();

const summarySchema = z.object({
  from: daySchema,
  to: daySchema,
  days: count,
  /** Versions that answered in it. More than one: its figures are of a mixture. */
  versions: z.array(z.string()),
  predictions: count,
  calledPositive: count,
  calledShare: figureSchema,
  /** By `probabilityEdges`. */
  probabilityCounts: z.array(count),
  support: z.object({ inside: count, borderline: count, outside: count }),
  confusion: z.object({
    truePositives: count,
    falsePositives: count,
    trueNegatives: count,
    falseNegatives: count,
  }),
  /** Of one class or the other, and those of them that are calcifications. */
  outcomes: count,
  positives: count,
  undetermined: count,
  /** Without an outcome. */
  waiting: count,
  /** From the outcomes there are. */
  realised: metricFiguresSchema,
  /** From the probabilities of all predictions; needs no outcome. */
  estimated: metricFiguresSchema,
  opinions: z.object({
    /** First opinions but unsure ones, those that are as the call, and their share. */
    first: count,
    agreeing: count,
    agreement: figureSchema,
    /** By the latest review. */
    agreed: count,
    dismissed: count,
    /** Agreed with a call that is not as the first opinion. */
    mindsChanged: count,
  }),
});
export type TrendSummary = z.infer<typeof summarySchema>;

const trendWindowSchema = summarySchema.extend({
  /** Whether it is as long, or holds as many, as a window should. */
  complete: z.boolean(),
});
export type TrendWindow = z.infer<typeof trendWindowSchema>;

const promotionSchema = z.object({
  at: z.iso.datetime(),
  kind: z.enum(["shipped", "promote", "roll_back", "assign", "clear"]),
  from: z.string().nullable(),
  to: z.string().nullable(),
  reason: z.string(),
});
export type Promotion = z.infer<typeof promotionSchema>;

export const trendsSchema = z.object({
  /** Ascending, without a gap in time, the latest 1,100 at most. */
  windows: z.array(trendWindowSchema).max(mostWindows),
  /** Windows before these, which are not told one by one. */
  earlierWindows: count,
  /** All the days together; `null` where there are none. */
  total: summarySchema.nullable(),
  /** Moves of the champion in these days, ascending. */
  promotions: z.array(promotionSchema),
  /** Versions that answered in these days, whichever one is asked for. */
  versions: z.array(z.string()),
  /** Days that have been counted at all, the first and the last. */
  counted: z.object({ from: daySchema, to: daySchema }).nullable(),
  /** When a day was last counted; `null` before the first. */
  rolledUpAt: z.iso.datetime().nullable(),
  /** Days, of all there are, whose counts lack something that was recorded. */
  daysBehind: count,
  /** Whether there is a process that counts. */
  keeperPresent: z.boolean(),
  now: z.iso.datetime(),
});
export type Trends = z.infer<typeof trendsSchema>;

function shareOf(part: number, whole: number): Figure {
  const interval = wilson(part, whole);
  return interval === null ? missing("too_few") : { value: part / whole, ...interval, missing: null };
}

const confusionOf = ({
  truePositives,
  falsePositives,
  trueNegatives,
  falseNegatives,
}: MetricCounts): Confusion => ({
  truePositives,
  falsePositives,
  trueNegatives,
  falseNegatives,
});

const versionsIn = (rows: readonly DayMetrics[]) =>
  [...new Set(rows.map(({ modelVersion }) => modelVersion))].sort();

function summaryOf({ from, to, days, rows }: Omit<DayWindow, "complete">): TrendSummary {
  const counts = sumOf(rows);
  const confusion = confusionOf(counts);
  const { predictions, calledPositive, firstOpinions, firstOpinionsAgreeing } = counts;
  return {
    ...{ from, to, days, predictions, calledPositive, confusion },
    versions: versionsIn(rows),
    calledShare: shareOf(calledPositive, predictions),
    probabilityCounts: [...counts.probabilityCounts],
    support: { inside: counts.inside, borderline: counts.borderline, outside: counts.outside },
    outcomes: outcomesIn(counts),
    positives: counts.truePositives + counts.falseNegatives,
    undetermined: counts.undetermined,
    waiting: counts.waiting,
    realised: realisedFigures(confusion),
    estimated: estimatedFigures(counts),
    opinions: {
      first: firstOpinions,
      agreeing: firstOpinionsAgreeing,
      agreement: shareOf(firstOpinionsAgreeing, firstOpinions),
      agreed: counts.agreed,
      dismissed: counts.dismissed,
      mindsChanged: counts.mindsChanged,
    },
  };
}

/**
 * Figures of every window, of the latest where they are many, and of all days together. `days` as {@link windowsOf}
 * takes them.
 */
export function trendsOf(
  days: readonly string[],
  rows: readonly DayMetrics[],
  windowing: Windowing,
): Pick<Trends, "windows" | "earlierWindows" | "total"> {
  const windows = windowsOf(days, rows, windowing);
  const told = windows.slice(-mostWindows);
  const [from, to] = [windows[0]?.from, windows.at(-1)?.to];
  return {
    windows: told.map((window) => ({ ...summaryOf(window), complete: window.complete })),
    earlierWindows: windows.length - told.length,
    total:
      from === undefined || to === undefined
        ? null
        : summaryOf({ from, to, days: days.length, rows: windows.flatMap((window) => window.rows) }),
  };
}
