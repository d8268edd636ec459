import { expect, test } from "vitest";
import { toVectors, vectorOfRows } from "./dataset";

const vector = (first: number) => [first, 0, 0, 0, 0, 0];

test("equal vectors are gathered in the order of first appearance, with both counts", () => {
  const values = Float64Array.from([2, 1, 2, 2, 3].flatMap(vector));
  const vectors = toVectors({ values, labels: Uint8Array.of(0, 1, 1, 0, 0) });
  expect(Array.from(vectors.values)).toEqual([2, 1, 3].flatMap(vector));
  expect(Array.from(vectors.positives)).toEqual([1, 1, 0]);
  expect(Array.from(vectors.negatives)).toEqual([2, 0, 1]);
});

test("-0 and 0 are the same value; neighbours in the last bit are not", () => {
  const values = Float64Array.from([0, -0, 1, 1 + Number.EPSILON].flatMap(vector));
  expect(toVectors({ values, labels: new Uint8Array(4) }).negatives).toEqual(Int32Array.of(2, 1, 1));
});

test("no rows give no vectors", () => {
  expect(toVectors({ values: new Float64Array(0), labels: new Uint8Array(0) }).values).toHaveLength(0);
});

test("every row is told the number of its vector among the gathered ones", () => {
  const values = Float64Array.from([2, 1, 2, -0, 0].flatMap(vector));
  expect(vectorOfRows({ values, labels: new Uint8Array(5) })).toEqual(Int32Array.of(0, 1, 0, 2, 2));
});
