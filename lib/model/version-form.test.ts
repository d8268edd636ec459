import fc from "fast-check";
import { expect, test } from "vitest";
import { modelVersionSchema } from "./version";
import { isModelVersion } from "./version-form";

const pieces = fc.constantFrom("r", "f", "-", "9", " ", "\n", "\0", "é", "𝒳", "\ud800");
const texts = fc.oneof(
  fc.string({ unit: pieces, maxLength: 70 }),
  fc.string({ unit: fc.constantFrom("a", "𝒳"), minLength: 60, maxLength: 66 }),
);

test("pages and the server take the same texts for the name of a model", () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(isModelVersion(text)).toBe(modelVersionSchema.safeParse(text).success);
    }),
  );
});
