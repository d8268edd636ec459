import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { featureKeys } from "../../lib/features";
import { pointInUse } from "../../lib/model/card";
import { assess, parseModel } from "../../lib/model/model";
import { examples, examplesNamedFor } from "./examples";

const text = (name: string) =>
  readFileSync(new URL(`../../data/model/${name}.json`, import.meta.url), "utf8");
const digest = (content: string) => createHash("sha256").update(content).digest("hex");
const texts = {
  card: text("card"),
  forest: text("forest"),
  reference: text("reference"),
  support: text("support"),
};
const model = parseModel(texts, {
  forest: digest(texts.forest),
  reference: digest(texts.reference),
  support: digest(texts.support),
});
const { threshold } = pointInUse(model.card);

/** Where an interval lies, as the name of the example says. */
const places = {
  calcification: (low: number) => low > threshold,
  background: (_: number, high: number) => high < threshold,
  borderline: (low: number, high: number) => low < threshold && threshold < high,
};

describe("the examples", () => {
  it("are named for the shipped model", () => {
    expect(examplesNamedFor).toBe(model.card.version);
  });

  it.each(examples)("are what they are called to that model, interval and all: $key", ({ key, values }) => {
    const vector = Float64Array.from(featureKeys, (feature) => values[feature]);
    const { interval, support } = assess(model, vector).explanation;
    expect(support.verdict).toBe("inside");
    expect(interval).not.toBeNull();
    expect(places[key](interval?.low ?? Number.NaN, interval?.high ?? Number.NaN)).toBe(true);
  });
});
