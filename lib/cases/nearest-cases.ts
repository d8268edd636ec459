import { z } from "zod";
import { featuresSchema } from "../features-schema";

/** A candidate to find known ones for. */
export const nearestCasesSchema = z.strictObject({
  features: featuresSchema,
  limit: z.int().min(1).max(20).default(6),
});
export type NearestCases = z.infer<typeof nearestCasesSchema>;

const count = z.int().min(0);

/** One feature vector of the reference set, and how many of its rows are calcifications and how many are not. */
const nearCaseSchema = z.object({
  features: featuresSchema,
  positives: count,
  negatives: count,
  /** In [0, 1]: 0 only for the same features; see `nearestCases` in lib/cases/case-set.ts. */
  distance: z.number().min(0).max(1),
});

const referenceSetFactsSchema = z.object({
  /** Of the file it was read from. */
  name: z.string(),
  rows: count,
  positives: count,
  /** Different feature vectors among the rows. */
  vectors: count,
  loadedAt: z.iso.datetime(),
});
export type ReferenceSetFacts = z.infer<typeof referenceSetFactsSchema>;

/** The known candidates nearest to one, nearest first. */
export const nearCasesSchema = z.object({
  /** The set they are from; `null` while none is loaded, and then there are no cases. */
  set: referenceSetFactsSchema.nullable(),
  /** The operator's command that loads a set, as it is typed where this server runs; `null` where one is loaded. */
  loadCommand: z.string().nullable(),
  cases: z.array(nearCaseSchema),
  /** The nearest vectors, more than are shown: how many, how many rows they have, how many of these are positive. */
  neighbours: z.object({ considered: count, rows: count, positives: count }),
});
export type NearCases = z.infer<typeof nearCasesSchema>;
