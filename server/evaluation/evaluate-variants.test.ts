import { describe, expect, test } from "vitest";
import type { Dataset } from "../../lib/dataset/dataset";
import { drawRepeats } from "../../lib/evaluation/repeated-folds";
import { createRandom, randomInteger } from "../../lib/random";
import { shippedVariant } from "../../lib/training/option-limits";
import { forestVariants } from "../training/forest-options";
import { type EvaluateRequest, evaluateVariants, labelledRows } from "./evaluate-variants";
import { type Variant, workOf } from "./hold-out";
import { predictionsText } from "./predictions-text";

const forest = (name: keyof typeof forestVariants): Variant => ({
  name,
  kind: "forest",
  options: { ...forestVariants[name], trees: 12 },
});
const never: Variant = { name: "always-negative", kind: "never" };
const stock: Variant = { name: "library-stock", kind: "stock", trees: 5 };
const shipped = forest(shippedVariant);

/** 400 rows drawn from 120 made-up vectors; `shift` is how far positives lie from the others. */
function madeUp(shift: number): Dataset {
  const random = createRandom(77);
  const labels = Array.from({ length: 120 }, () => (random() < 0.25 ? 1 : 0));
  const vectors = labels.map((label) => Array.from({ length: 6 }, () => random() * 3 - 1 + shift * label));
  const drawn = Array.from({ length: 400 }, () => randomInteger(random, vectors.length));
  return {
    values: Float64Array.from(drawn.flatMap((vector) => vectors[vector] ?? [])),
    labels: Uint8Array.from(drawn, (vector) => labels[vector] ?? 0),
  };
}

async function measure(dataset: Dataset, changes: Partial<EvaluateRequest>) {
  const repeats = drawRepeats(labelledRows(dataset), { repeats: 2, folds: 3, seed: 5 });
  const request = { dataset, repeats, variants: [shipped], seed: 5, threads: 1, draws: 50, ...changes };
  let done = 0;
  const measured = await evaluateVariants(request, (count) => {
    done += count;
  });
  return { ...measured, repeats: request.repeats, done };
}

describe("variants on the same folds", () => {
  const dataset = madeUp(0.6);
  const variants = [never, stock, shipped, forest("random-forest")];

  test("give the same figures and predictions with one thread and with three", async () => {
    const [one, three] = [
      await measure(dataset, { variants, threads: 1 }),
      await measure(dataset, { variants, threads: 3 }),
    ];
    expect(JSON.stringify(three.evaluations)).toBe(JSON.stringify(one.evaluations));
    expect(three.held).toEqual(one.held);
    expect(one.evaluations.map(({ variant }) => variant)).toEqual(variants.map(({ name }) => name));
    expect(one.done).toBe(variants.reduce((sum, variant) => sum + workOf(variant, one.repeats), 0));
  });

  test("another seed grows other trees", async () => {
    const [five, six] = [await measure(dataset, {}), await measure(dataset, { seed: 6 })];
    expect(six.held).not.toEqual(five.held);
  });

  test("always-negative has the accuracy of the negatives, the average precision of the positives, and no precision", async () => {
    const { evaluations } = await measure(dataset, { variants: [never] });
    for (const { rows, positives, figures } of evaluations.flatMap(({ distinct, all }) => [distinct, all])) {
      expect(figures.accuracy?.value).toBeCloseTo(1 - positives / rows, 12);
      expect(figures.averagePrecision?.value).toBeCloseTo(positives / rows, 12);
      expect(figures.brier?.value).toBeCloseTo(positives / rows, 12);
      expect(figures.rocAuc?.value).toBe(0.5);
      expect(figures.precision).toBeNull();
      expect(figures.recall?.value).toBe(0);
    }
  });
});

test("the library's share of votes is a whole number of trees, and 0.5 of the votes is where it calls", async () => {
  const { held } = await measure(madeUp(0.6), { variants: [stock] });
  for (const { probabilities, calls } of held.get("library-stock") ?? []) {
    probabilities.forEach((share, row) => {
      expect(Number.isInteger(Number((share * 5).toFixed(9)))).toBe(true);
      expect(calls[row]).toBe(share > 0.5 ? 1 : 0);
    });
    expect(calls.some((call) => call === 1)).toBe(true);
  }
});

/** Average precision and F1 straight from their definitions, knowing nothing but the lines of the file. */
function recompute(lines: readonly string[]) {
  const rows = lines
    .map((line) => line.split(",").map(Number))
    .map((cells) => ({
      truth: cells[3] === 1,
      probability: cells[4] ?? Number.NaN,
      called: cells[5] === 1,
    }));
  const positives = rows.filter(({ truth }) => truth);
  const precisionDownTo = (threshold: number) => {
    const above = rows.filter(({ probability }) => probability >= threshold);
    return above.filter(({ truth }) => truth).length / above.length;
  };
  const found = positives.filter(({ called }) => called).length;
  return {
    averagePrecision:
      positives.reduce((sum, { probability }) => sum + precisionDownTo(probability), 0) / positives.length,
    f1: (2 * found) / (rows.filter(({ called }) => called).length + positives.length),
  };
}

test("the predictions written out give the figures reported", async () => {
  const dataset = madeUp(0.6);
  const { evaluations, held, repeats } = await measure(dataset, {});
  const text = predictionsText(labelledRows(dataset), repeats, held.get(shipped.name) ?? []);
  const [header, ...lines] = text.trimEnd().split("\n");
  expect(header).toBe("row,repeat,fold,label,probability,called");
  expect(lines).toHaveLength(2 * 400);
  const perRepeat = ["0", "1"].map((repeat) =>
    recompute(lines.filter((line) => line.split(",")[1] === repeat)),
  );
  const mean = (figure: "averagePrecision" | "f1") => perRepeat.reduce((sum, of) => sum + of[figure], 0) / 2;
  const all = evaluations[0]?.all.figures;
  expect(all?.averagePrecision?.value).toBeCloseTo(mean("averagePrecision"), 12);
  expect(all?.f1?.value).toBeCloseTo(mean("f1"), 12);
});

describe("labels that are a coin's", () => {
  const dataset = madeUp(0);

  test("cannot be foretold, though the same rows stand in the data many times", async () => {
    const { evaluations } = await measure(dataset, { variants: [shipped, stock] });
    for (const { distinct } of evaluations) {
      expect(distinct.figures.rocAuc?.value).toBeGreaterThan(0.3);
      expect(distinct.figures.rocAuc?.value).toBeLessThan(0.7);
    }
  });

  test("nor when somebody's folds tear copies of a vector apart", async () => {
    const foldOf = Int32Array.from(dataset.labels, (_, row) => row % 3);
    const repeats = [{ name: "torn", folds: ["a", "b", "c"], foldOf }];
    const { evaluations, shared } = await measure(dataset, { variants: [shipped, stock], repeats });
    expect(shared.vectors).toBeGreaterThan(50);
    expect(shared.removedRows).toBeGreaterThan(shared.vectors);
    for (const { all } of evaluations) {
      expect(all.figures.rocAuc?.value).toBeGreaterThan(0.25);
      expect(all.figures.rocAuc?.value).toBeLessThan(0.75);
    }
  });
});

test("rows that take no part change nothing of what is said about the others", async () => {
  const dataset = madeUp(0.6);
  const repeats = [
    {
      name: "0",
      folds: ["0", "1"],
      foldOf: Int32Array.from(dataset.labels, (_, row) => (row < 200 ? row % 2 : -1)),
    },
  ];
  const labels = Uint8Array.from(dataset.labels, (label, row) => (row < 200 ? label : 1 - label));
  const first = await measure(dataset, { repeats });
  const other = await measure({ ...dataset, labels }, { repeats });
  const said = (of: typeof first) => of.held.get(shipped.name)?.[0]?.probabilities.slice(0, 200);
  expect(said(other)).toEqual(said(first));
  expect(JSON.stringify(other.evaluations)).toBe(JSON.stringify(first.evaluations));
  expect(first.held.get(shipped.name)?.[0]?.probabilities.slice(200).every(Number.isNaN)).toBe(true);
});
