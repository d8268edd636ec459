import { z } from "zod";

/** A calendar day that exists, `YYYY-MM-DD`, UTC. Postgres has no year 0. */
export const daySchema = z.iso.date().regex(/^(?!0000)/);
export type Day = z.infer<typeof daySchema>;
