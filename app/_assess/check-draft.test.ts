import { describe, expect, it } from "vitest";
import { featureKeys, featureLimit } from "../../lib/features";
import { featuresSchema } from "../../lib/features-schema";
import { checkDraft } from "./check-draft";
import { type DraftValues, emptyValues } from "./draft";
import { examples } from "./examples";

const filled = Object.fromEntries(
  featureKeys.map((key) => [key, String(examples[0].values[key])]),
) as DraftValues;

describe("checkDraft", () => {
  it("gives six numbers that the server accepts", () => {
    const { features, issues } = checkDraft(filled, featureKeys, featureLimit);
    expect(issues).toEqual([]);
    expect(featuresSchema.safeParse(features).success).toBe(true);
  });

  it("names every empty field in form order", () => {
    const { features, issues } = checkDraft(emptyValues(featureKeys), featureKeys, featureLimit);
    expect(features).toBeNull();
    expect(issues.map((issue) => issue.field)).toEqual(featureKeys);
  });

  it.each([
    ["", "required"],
    ["abc", "not_a_number"],
    ["1,234.5", "ambiguous"],
    ["1000.01", "beyond_limit"],
    ["-1001", "beyond_limit"],
    ["1e308", "beyond_limit"],
    ["1e999", "beyond_limit"],
  ])("blocks %j as %s", (text, fault) => {
    const { features, issues, numbers } = checkDraft(
      { ...filled, contrast: text },
      featureKeys,
      featureLimit,
    );
    expect(features).toBeNull();
    expect(numbers.contrast).toBeNull();
    expect(issues).toEqual([{ field: "contrast", fault, text }]);
  });

  it.each(["1000", "-1000", "31.6"])("lets %j pass, however unusual", (text) => {
    expect(checkDraft({ ...filled, area: text }, featureKeys, featureLimit).features).not.toBeNull();
  });
});
