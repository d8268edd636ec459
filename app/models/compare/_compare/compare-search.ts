import { createParser } from "nuqs";
import { isModelVersion } from "../../../../lib/model/version-form";

const parseAsVersion = createParser<string>({
  parse: (text) => (isModelVersion(text) ? text : null),
  serialize: (version) => version,
});

/** The two versions stand in the address, so that a comparison can be sent on. */
export const compareSearch = { a: parseAsVersion, b: parseAsVersion };
