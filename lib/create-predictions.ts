import { z } from "zod";
import { issueSchema } from "./issue";
import { predictionSchema } from "./prediction";

/** Most rows of one call. */
export const mostRows = 1000;

/** Anything: whether it is a submission is asked of each row by itself, so that a bad one costs no other its answer. */
export const submittedRowSchema = z.unknown();

export const createPredictionsSchema = z.strictObject({
  /** Each with a key of its own, as `createPredictionSchema` has it. */
  rows: z.array(submittedRowSchema).min(1).max(mostRows),
});

/** What a row gets: its prediction, or why there is none. */
export const createdRowSchema = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true), prediction: predictionSchema }),
  z.object({
    ok: z.literal(false),
    problem: z.object({ code: z.string(), message: z.string(), issues: z.array(issueSchema) }),
  }),
]);
export type CreatedRow = z.infer<typeof createdRowSchema>;

/** A row of {@link createdRowSchema} that was checked where it was made: a thousand at once would hold everybody up. */
export const answeredRowSchema = z.custom<CreatedRow>();

/** In the order of the rows. */
export const createdPredictionsSchema = z.object({ rows: z.array(answeredRowSchema).max(mostRows) });
export type CreatedPredictions = z.infer<typeof createdPredictionsSchema>;
