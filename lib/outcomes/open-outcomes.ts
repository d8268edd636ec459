import { z } from "zod";

/**
 * How the list of what is still open may be sorted: by age, the oldest first; by probability, the highest first; or
 * only those where the first opinion and the call differ, the newest first.
 */
export const openOrders = ["age", "probability", "disagreement"] as const;
export type OpenOrder = (typeof openOrders)[number];

export const openOutcomesSchema = z.strictObject({
  order: z.enum(openOrders).default("age"),
  limit: z.int().min(1).max(200).default(25),
  cursor: z.string().min(1).max(200).nullish(),
});
export type OpenOutcomes = z.infer<typeof openOutcomesSchema>;
