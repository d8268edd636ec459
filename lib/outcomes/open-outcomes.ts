import { z } from "zod";
import { openOrders } from "./literals";

export type OpenOrder = (typeof openOrders)[number];

export const openOutcomesSchema = z.strictObject({
  order: z.enum(openOrders).default("age"),
  limit: z.int().min(1).max(200).default(25),
  cursor: z.string().min(1).max(200).nullish(),
});
export type OpenOutcomes = z.infer<typeof openOutcomesSchema>;
