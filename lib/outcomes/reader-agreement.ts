import { z } from "zod";
import { daySchema } from "../day";
import { type Interval, wilson } from "../evaluation/intervals";

/** Days of the predictions, UTC, both inclusive; without them all. */
export const askReaderAgreementSchema = z.strictObject({
  from: daySchema.optional(),
  to: daySchema.optional(),
});
export type AskReaderAgreement = z.infer<typeof askReaderAgreementSchema>;

const count = z.int().min(0);
const share = z.number().min(0).max(1);

/** `count` of `of`, with Wilson's 95 % interval of the share; `null` without any. */
const proportionSchema = z.object({
  count,
  of: count,
  interval: z.object({ low: share, high: share }).nullable(),
});
export type Proportion = z.infer<typeof proportionSchema>;

export const readerAgreementSchema = z.object({
  /** All first opinions, unsure ones among them. */
  firstOpinions: count,
  unsure: proportionSchema,
  /** Of the opinions that are not unsure: those as the call, and those that are not. */
  agreeing: proportionSchema,
  onlyReader: proportionSchema,
  onlyModel: proportionSchema,
  /** Of the predictions with a review, by the latest one. */
  agreed: proportionSchema,
  dismissed: proportionSchema,
  /** Of the opinions that are not as the call: those that gave way to it. */
  mindsChanged: proportionSchema,
});
export type ReaderAgreement = z.infer<typeof readerAgreementSchema>;

/** Sums over days, as the roll-up counts them. */
export interface ReaderCounts {
  /** But unsure ones. */
  readonly firstOpinions: number;
  readonly agreeing: number;
  readonly unsure: number;
  /** The reader saw a calcification, the model called none. */
  readonly onlyReader: number;
  readonly agreed: number;
  readonly dismissed: number;
  readonly mindsChanged: number;
}

function proportion(part: number, of: number): Proportion {
  const interval: Interval | null = wilson(part, of);
  return { count: part, of, interval };
}

/** The counts as shares of what they are counted among, with their intervals. */
export function readerAgreement(counts: ReaderCounts): ReaderAgreement {
  const { firstOpinions, agreeing, unsure, onlyReader, agreed, dismissed, mindsChanged } = counts;
  const disagreeing = firstOpinions - agreeing;
  const reviewed = agreed + dismissed;
  return {
    firstOpinions: firstOpinions + unsure,
    unsure: proportion(unsure, firstOpinions + unsure),
    agreeing: proportion(agreeing, firstOpinions),
    onlyReader: proportion(onlyReader, firstOpinions),
    onlyModel: proportion(disagreeing - onlyReader, firstOpinions),
    agreed: proportion(agreed, reviewed),
    dismissed: proportion(dismissed, reviewed),
    mindsChanged: proportion(mindsChanged, disagreeing),
  };
}
