import { createParser, type inferParserType, parseAsString, parseAsStringLiteral } from "nuqs";
import { labels, outcomeStates } from "../../../lib/outcome";
import { parseAsDay } from "../../_i18n/parse-as-day";

const parseAsProbability = createParser<number>({
  parse: (text) => {
    const value = /^[01](\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN;
    return value >= 0 && value <= 1 ? value : null;
  },
  serialize: (value) => String(value),
});

function parseAsShortText(longest: number) {
  return createParser<string>({
    parse: (text) => (text.length > 0 && text.length <= longest ? text : null),
    serialize: (text) => parseAsString.serialize(text),
  });
}

/**
 * What of the history's state stands in the address: the filters but the case reference, and the page. Days are
 * the reader's and inclusive at both ends, probabilities fractions. Whatever does not parse counts as absent.
 */
export const historySearch = {
  from: parseAsDay,
  to: parseAsDay,
  call: parseAsStringLiteral(labels),
  min: parseAsProbability,
  max: parseAsProbability,
  outcome: parseAsStringLiteral(outcomeStates),
  model: parseAsShortText(64),
  cursor: parseAsShortText(200),
};

export type HistorySearch = inferParserType<typeof historySearch>;
