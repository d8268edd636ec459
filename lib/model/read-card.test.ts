import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { noDescription } from "../dataset/dataset-description";
import { modelCardSchema } from "./card";
import { readModelCard } from "./read-card";

const shipped = JSON.parse(
  readFileSync(new URL("../../data/model/card.json", import.meta.url), "utf8"),
) as Record<string, unknown>;

/** The shipped card as the first format had it: one operating point, and none of what came later. */
function inFirstFormat() {
  const card = modelCardSchema.parse(shipped);
  const { interval, support, importance, partialDependence, compared, operatingPoints, ...rest } = card;
  const [{ chosenOn, ...point } = { chosenOn: null }] = operatingPoints;
  const { mcc, brierSkill, recallAtFalsePositiveRate, points, ...evaluation } = card.evaluation.distinct;
  const { band, compared: methods, ...calibration } = card.calibration;
  return {
    ...rest,
    formatVersion: 1,
    artefacts: { forest: card.artefacts.forest, reference: card.artefacts.reference },
    calibration,
    operatingPoint: point,
    evaluation: { ...card.evaluation, distinct: evaluation, all: evaluation },
  };
}

describe("a model card", () => {
  test("of this format is read as it is", () => {
    expect(readModelCard(shipped)).toEqual(shipped);
  });

  test("that says nothing of its data in words is read as not knowing", () => {
    const { data, ...rest } = modelCardSchema.parse(shipped);
    const { description, ...counts } = data;
    expect(readModelCard({ ...rest, data: counts }).data).toEqual({ ...counts, description: noDescription });
  });

  test("of the first format is read in today's terms, with nothing made up for what it did not say", () => {
    const first = inFirstFormat();
    const card = readModelCard(JSON.parse(JSON.stringify(first)));
    expect(card.version).toBe(shipped.version);
    expect(card.operatingPoints).toEqual([{ ...first.operatingPoint, chosenOn: null }]);
    expect(card.calibration).toEqual({ ...first.calibration, band: null, compared: [] });
    expect(card.evaluation.distinct).toMatchObject({
      mcc: null,
      points: [],
      f1: first.evaluation.distinct.f1,
    });
    expect(card).toMatchObject({ interval: null, support: null, importance: [], compared: [] });
    expect(card.artefacts.support).toBeNull();
  });

  test("of a newer format is refused in words", () => {
    expect(() => readModelCard({ ...shipped, formatVersion: 3 })).toThrow(
      /format 3; .* A newer build is needed/,
    );
  });

  test.each([
    ["nothing", null],
    ["no format", {}],
    ["an empty first format", { formatVersion: 1 }],
  ])("that is %s is refused", (_, json) => {
    expect(() => readModelCard(json)).toThrow();
  });
});
