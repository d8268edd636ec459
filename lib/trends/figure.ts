import { z } from "zod";

/**
 * Why there is no figure: `too_few` to say anything, `one_class` only among the outcomes, `no_calls` of a
 * calcification to be right or wrong.
 */
const missingReasons = ["too_few", "one_class", "no_calls"] as const;
export type MissingReason = (typeof missingReasons)[number];

const share = z.number().min(0).max(1);

/** A figure in [0, 1] with its 95 % interval, or why there is none. */
export const figureSchema = z.union([
  z.object({ value: share, low: share, high: share, missing: z.null() }),
  z.object({ value: z.null(), low: z.null(), high: z.null(), missing: z.enum(missingReasons) }),
]);
export type Figure = z.infer<typeof figureSchema>;

export const metricNames = ["precision", "recall", "f1", "accuracy"] as const;
export type MetricName = (typeof metricNames)[number];

export const metricFiguresSchema = z.object({
  precision: figureSchema,
  recall: figureSchema,
  f1: figureSchema,
  accuracy: figureSchema,
} satisfies Record<MetricName, typeof figureSchema>);
export type MetricFigures = z.infer<typeof metricFiguresSchema>;

/** Fewer say nothing: with 19 outcomes an interval of the accuracy is wider than 0.2 but at its very end. */
export const minimum = { outcomes: 20, positives: 5, calls: 5 } as const;

export const missing = (reason: MissingReason): Figure => ({
  value: null,
  low: null,
  high: null,
  missing: reason,
});
