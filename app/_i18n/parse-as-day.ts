import { createParser } from "nuqs";
import { isDay } from "../../lib/calendar";

/** A day in an address; whatever is none counts as absent. */
export const parseAsDay = createParser<string>({
  parse: (text) => (isDay(text) ? text : null),
  serialize: (day) => day,
});
