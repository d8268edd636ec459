import { z } from "zod";
import { type SupportVerdict, supportVerdicts } from "../prediction";
import { modelVersionSchema } from "./version";

const counts = z.array(z.int().nonnegative()).min(1);

/**
 * What models of the same making said of every distinct training vector while it was held out, in the order of first
 * appearance; holds no feature value. All lists have one entry a vector.
 */
export const heldOutSchema = z
  .object({
    format: z.literal("microcalc-held-out"),
    formatVersion: z.literal(1),
    /** The model whose making was measured. */
    version: modelVersionSchema,
    folds: z.int().min(2),
    seed: z.int(),
    /** Calibrated, in [0, 1], to six decimals. */
    probability: z.array(z.number().min(0).max(1)).min(1),
    /** Rows of the file that have the vector, by label. */
    positives: counts,
    negatives: counts,
    /** Index into `supportVerdicts`: how well the other vectors speak for this one. */
    verdict: z.array(z.int().min(0).max(2)).min(1),
  })
  .refine(
    ({ probability, ...others }) =>
      [others.positives, others.negatives, others.verdict].every(
        (list) => list.length === probability.length,
      ),
    "The lists are not of one length.",
  );
export type HeldOut = z.infer<typeof heldOutSchema>;

export const verdictCode = (verdict: SupportVerdict): number => supportVerdicts.indexOf(verdict);
