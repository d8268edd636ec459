import { createParser } from "nuqs";
import { isDay } from "../../lib/calendar";

/** A day in an address; anything else counts as absent. */
export const parseAsDay = createParser<string>({
  parse: (text) => (isDay(text) ? text : null),
  serialize: (day) => day,
});
