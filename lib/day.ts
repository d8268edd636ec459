import { z } from "zod";
import { isDay } from "./calendar";
import { isTimeZone } from "./time-zone";

/** A day by {@link isDay}, in whichever time zone goes with it. */
export const daySchema = z.iso.date({ abort: true }).check(({ value, issues }) => {
  if (!isDay(value)) issues.push({ code: "invalid_format", format: "date", input: value });
});
export type Day = z.infer<typeof daySchema>;

/** A named time zone, in which a day is one. */
export const timeZoneSchema = z
  .string()
  .refine(isTimeZone)
  .meta({ examples: ["Europe/Paris"] });
