import { createParser } from "nuqs";
import { modelVersionSchema } from "../../../../lib/model/version";

const parseAsVersion = createParser<string>({
  parse: (text) => (modelVersionSchema.safeParse(text).success ? text : null),
  serialize: (version) => version,
});

/** The two versions stand in the address, so that a comparison can be sent on. */
export const compareSearch = { a: parseAsVersion, b: parseAsVersion };
