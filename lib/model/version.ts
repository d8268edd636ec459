import { z } from "zod";

/** Names a model, 1 to 64 characters; what Postgres cannot hold as text is refused. */
export const modelVersionSchema = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u);
