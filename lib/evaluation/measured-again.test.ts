import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { ModelCard } from "../model/card";
import { heldOutSchema } from "../model/held-out";
import { readModelCard } from "../model/read-card";
import { measuredAgain } from "./measured-again";

const read = (name: string) => JSON.parse(readFileSync(`data/model/${name}`, "utf8"));
const card = readModelCard(read("card.json"));
const heldOut = heldOutSchema.parse(read("held-out.json"));

const thresholds = new Set<number | null>(card.operatingPoints.map(({ threshold }) => threshold));

/** As earlier releases measured it: other figures at each point, and no point of the curve at a threshold. */
function asBefore(): ModelCard {
  const before = structuredClone(card);
  for (const evaluation of [before.evaluation.distinct, before.evaluation.all]) {
    for (const point of evaluation.points) point.confusion.truePositives -= 3;
    evaluation.confusion.truePositives -= 3;
    evaluation.recall = null;
    evaluation.roc = evaluation.roc.filter(({ threshold }) => !thresholds.has(threshold));
  }
  return before;
}

const withoutF1 = (measured: ModelCard) =>
  JSON.parse(JSON.stringify(measured), (key, value) => (key === "f1" ? value?.value : value));

test("a card that is measured as today stays as it is", () => {
  expect(measuredAgain(card, heldOut)).toEqual(card);
  expect(measuredAgain(card, null)).toBe(card);
});

test("a card of an earlier release has the figures that training gives today, but for the interval of F1", () => {
  const before = asBefore();
  expect(withoutF1(before)).not.toEqual(withoutF1(card));
  expect(withoutF1(measuredAgain(before, heldOut))).toEqual(withoutF1(card));
});
