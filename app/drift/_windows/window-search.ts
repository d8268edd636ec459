import { createParser, parseAsStringLiteral } from "nuqs";
import { driftWindowings } from "../../../lib/drift/drift-limits";

/** Candidates that can be asked for in a window by count. */
export const windowSizes = [100, 200, 500, 1000, 5000] as const;

const parseAsSize = createParser<number>({
  parse: (text) => windowSizes.find((size) => String(size) === text) ?? null,
  serialize: (size) => String(size),
});

const parseAsDay = createParser<string>({
  parse: (text) => {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
    const at = Date.parse(text);
    // 30 February would become 2 March.
    return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text) ? text : null;
  },
  serialize: (day) => day,
});

/** What of the page's state stands in the address. Days are UTC; whatever does not parse counts as absent. */
export const windowSearch = {
  by: parseAsStringLiteral(driftWindowings),
  size: parseAsSize,
  to: parseAsDay,
};
