import { z } from "zod";

/** One thing wrong with an input: where, what was there, and what would do, in the reader's language. */
export const issueSchema = z.object({
  /** Dotted path such as `features.area`; `null` where the input as a whole is wrong. */
  field: z.string().nullable(),
  /** What was sent, shortened; `null` where it is missing or not to be repeated. */
  value: z.string().nullable(),
  message: z.string(),
});
export type Issue = z.infer<typeof issueSchema>;
