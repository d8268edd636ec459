import { expect, test } from "vitest";
import { noDescription } from "../../../lib/dataset/dataset-description";
import { describeDataset } from "../../../lib/dataset/describe-dataset";
import type { DescribedDataset } from "../../../lib/dataset/stored-dataset";
import { prepareQuantiles, quantileColumns } from "./prepare-quantiles";

function describe(positives: number): DescribedDataset {
  const values = Float64Array.from(Array.from({ length: 101 }, (_, i) => [i, 0, 0, 0, 0, 0]).flat());
  const labels = Uint8Array.from({ length: 101 }, (_, i) => (i < positives ? 1 : 0));
  const sha256 = "0".repeat(64);
  const stored = {
    ...{ sha256, name: "x.csv", rows: 101, positives, contentKept: true },
    origin: "upload",
    createdAt: "2026-01-31T09:30:00.000Z",
    createdBy: { id: "a", name: "A" },
  } as const;
  return {
    ...describeDataset({ values, labels }, { name: "x.csv", sha256 }),
    stored,
    description: noDescription,
  };
}

test("all rows have every quantile, a class those that are told of it", () => {
  const [all, positives, negatives] = prepareQuantiles(describe(41));
  expect(quantileColumns).toEqual([0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1]);
  expect(all).toMatchObject({
    group: "all",
    values: [0, 1, 5, 25, 50, 75, 95, 99, 100],
    distinctValues: 101,
  });
  expect(positives).toMatchObject({ group: "positives", shareAtMinimum: 1 / 41 });
  expect(positives?.values).toEqual([null, null, 2, 10, 20, 30, 38, null, null]);
  expect(negatives).toMatchObject({ group: "negatives", shareAtMinimum: 0, distinctValues: null });
});

test("a class of too few rows has gaps, not zeros", () => {
  const [, positives] = prepareQuantiles(describe(3));
  expect(positives?.values.every((value) => value === null)).toBe(true);
  expect(prepareQuantiles(describe(0))[1]?.shareAtMinimum).toBeNull();
});
