import { expect, test } from "vitest";
import type { ModelCard } from "../../lib/model/card";
import { metricNames } from "../../lib/trends/figure";
import { readModelFiles } from "../services/model-files";
import { announceModel } from "./announce-model";
import { createMetrics } from "./create-metrics";

const { card: shipped } = (await readModelFiles("data/model")).model;

/** Samples by the values of their labels. */
async function announced(...cards: ModelCard[]) {
  const metrics = createMetrics();
  for (const card of cards) announceModel(metrics, card);
  const samples = async (metric: "modelCard" | "modelExpectedCalled" | "modelInfo") => {
    const { values } = await metrics[metric].get();
    return Object.fromEntries(values.map(({ labels, value }) => [Object.values(labels).join(), value]));
  };
  return {
    figures: await samples("modelCard"),
    called: await samples("modelExpectedCalled"),
    info: await samples("modelInfo"),
  };
}

test("figures are the card's of distinct vectors, with their intervals", async () => {
  const { figures } = await announced(shipped);
  const { distinct } = shipped.evaluation;
  const expected = metricNames.flatMap((name) =>
    (["value", "low", "high"] as const).map((bound) => [
      `${shipped.version},${name},${bound}`,
      distinct[name]?.[bound],
    ]),
  );
  expect(figures).toEqual(Object.fromEntries(expected));
  expect(Object.keys(figures)).toHaveLength(12);
});

test("the share that is called is the one of all rows, repeats included", async () => {
  const { called } = await announced(shipped);
  const { confusion, rows } = shipped.evaluation.all;
  const share = (confusion.truePositives + confusion.falsePositives) / rows;
  expect(called[`${shipped.version},value`]).toBeCloseTo(share, 12);
  expect(called[`${shipped.version},low`]).toBeLessThan(share);
  expect(called[`${shipped.version},high`]).toBeGreaterThan(share);
});

test("both are those of the operating point in use", async () => {
  const { figures, called } = await announced({ ...shipped, operatingPoint: "screening" });
  const at = (rows: "distinct" | "all") =>
    shipped.evaluation[rows].points.find(({ name }) => name === "screening");
  expect(figures[`${shipped.version},recall,value`]).toBe(at("distinct")?.recall?.value);
  expect(called[`${shipped.version},value`]).toBe((at("all")?.alertsPerThousand?.value ?? 0) / 1000);
});

test("what a card does not estimate is absent", async () => {
  const { distinct, all } = shipped.evaluation;
  // As cards of the first format are read: no points, and no estimate where nothing was called.
  const evaluation = {
    ...shipped.evaluation,
    distinct: { ...distinct, points: [], precision: null },
    all: { ...all, points: [] },
  };
  const { figures, called } = await announced({ ...shipped, evaluation });
  expect(Object.keys(figures)).toHaveLength(9);
  expect(Object.keys(figures).join()).not.toContain("precision");
  expect(called).toEqual({});
});

test("nothing of the model before is left when another one is announced", async () => {
  const next = { ...shipped, version: "rf-ffffffffffff" };
  for (const samples of Object.values(await announced(shipped, next))) {
    expect(Object.keys(samples).every((labels) => labels.startsWith(next.version))).toBe(true);
    expect(Object.keys(samples).length).toBeGreaterThan(0);
  }
});
