import { createParser, type inferParserType, parseAsString, parseAsStringLiteral } from "nuqs";
import { countedThings, windowings, windowSizes } from "../../../lib/trends/windows";
import { parseAsDay } from "../../_i18n/parse-as-day";

const parseAsSize = createParser<number>({
  parse: (text) => {
    const size = /^\d{1,7}$/.test(text) ? Number(text) : Number.NaN;
    return size >= windowSizes.least && size <= windowSizes.most ? size : null;
  },
  serialize: (size) => String(size),
});

const parseAsVersion = createParser<string>({
  parse: (text) => (text.length > 0 && text.length <= 64 ? text : null),
  serialize: (text) => parseAsString.serialize(text),
});

/** What the address says of the page: windows, days (UTC, both included) and version. What does not parse is absent. */
export const trendsSearch = {
  by: parseAsStringLiteral(windowings),
  size: parseAsSize,
  of: parseAsStringLiteral(countedThings),
  from: parseAsDay,
  to: parseAsDay,
  model: parseAsVersion,
};

export type TrendsSearch = inferParserType<typeof trendsSearch>;
