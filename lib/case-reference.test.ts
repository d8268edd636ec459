import fc from "fast-check";
import { expect, test } from "vitest";
import { readCaseReference } from "./case-reference";
import { caseReferenceSchema } from "./prediction";

const pieces = fc.constantFrom(
  "a",
  "É",
  "7",
  " ",
  ".",
  "_",
  "/",
  "#",
  "-",
  "\t",
  "\0",
  "é",
  "字",
  "𝒳",
  "\ud800",
  "!",
);
const texts = fc.oneof(
  fc.string({ unit: pieces, maxLength: 70 }),
  fc.string({ unit: fc.constantFrom("a", "1", "𝒳"), minLength: 60, maxLength: 66 }),
);

test("pages and the server take the same texts for a case reference", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const { success, data } = caseReferenceSchema.safeParse(text);
      expect(readCaseReference(text)).toBe(success ? data : null);
    }),
  );
});
