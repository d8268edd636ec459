import { expect, test } from "vitest";
import { localeOf } from "./locale";

test.for([
  [{}, "en"],
  [{ cookie: "locale=fr" }, "fr"],
  [{ cookie: "a=b; locale=fr; c=d", "accept-language": "en" }, "fr"],
  [{ cookie: "locale=de", "accept-language": "fr" }, "fr"],
  [{ cookie: "notlocale=fr" }, "en"],
  [{ "accept-language": "fr-CA,fr;q=0.9,en;q=0.8" }, "fr"],
  [{ "accept-language": "de, en;q=0.5, fr;q=0.7" }, "fr"],
  [{ "accept-language": "de" }, "en"],
  [{ "accept-language": ";;q=,,," }, "en"],
] as const)("the reader of %j gets %s", ([headers, locale]) => {
  expect(localeOf(headers)).toBe(locale);
});
