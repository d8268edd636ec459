import { z } from "zod";
import { isTimeZone } from "./time-zone";

/** A calendar day that exists, `YYYY-MM-DD`, in whichever time zone goes with it. Postgres has no year 0. */
export const daySchema = z.iso.date().regex(/^(?!0000)/);
export type Day = z.infer<typeof daySchema>;

/** A named time zone, in which a day is one. */
export const timeZoneSchema = z
  .string()
  .refine(isTimeZone)
  .meta({ examples: ["Europe/Paris"] });
