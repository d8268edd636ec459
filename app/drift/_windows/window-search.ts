import { createParser, parseAsStringLiteral } from "nuqs";
import { driftWindowings } from "../../../lib/drift/drift-limits";
import { parseAsDay } from "../../_i18n/parse-as-day";

/** Candidates that can be asked for in a window by count. */
export const windowSizes = [100, 200, 500, 1000, 5000] as const;

const parseAsSize = createParser<number>({
  parse: (text) => windowSizes.find((size) => String(size) === text) ?? null,
  serialize: (size) => String(size),
});

/** What of the page's state stands in the address. Days are UTC; whatever does not parse counts as absent. */
export const windowSearch = {
  by: parseAsStringLiteral(driftWindowings),
  size: parseAsSize,
  to: parseAsDay,
};
