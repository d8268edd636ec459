import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countSharedVectors, drawRepeats, majorityLabels, splitsOf } from "./repeated-folds";

/** Rows with few vectors, so that copies stand in several folds; folds from -1, taking no part, to 3. */
const repeatWithCopies = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: -1, max: 3 })), { maxLength: 60 })
  .map((drawn) => ({
    vectorOf: Int32Array.from(drawn, ([vector]) => vector),
    repeat: {
      name: "0",
      folds: ["0", "1", "2", "3"],
      foldOf: Int32Array.from(drawn, ([, fold]) => fold),
    },
  }));

describe("splits of folds that anybody drew", () => {
  test("have no vector on both sides", () => {
    fc.assert(
      fc.property(repeatWithCopies, ({ repeat, vectorOf }) => {
        for (const { test: tested, train } of splitsOf(repeat, vectorOf)) {
          const held = new Set(tested.map((row) => vectorOf[row] as number));
          expect(Array.from(train).filter((row) => held.has(vectorOf[row] as number))).toEqual([]);
        }
      }),
    );
  });

  test("hold each listed row out once, train on all others but copies, and never on a row that is not listed", () => {
    fc.assert(
      fc.property(repeatWithCopies, ({ repeat, vectorOf }) => {
        const listed = Array.from(repeat.foldOf.keys()).filter((row) => (repeat.foldOf[row] as number) >= 0);
        const splits = [...splitsOf(repeat, vectorOf)];
        const tested = splits.flatMap((split) => [...split.test]);
        expect(tested.sort((a, b) => a - b)).toEqual(listed);
        for (const split of splits) {
          expect(split.test.length + split.train.length + split.removed).toBe(listed.length);
          for (const row of split.train) expect(listed).toContain(row);
        }
        const removed = splits.reduce((sum, split) => sum + split.removed, 0);
        expect(removed > 0).toBe(countSharedVectors(repeat, vectorOf) > 0);
      }),
    );
  });
});

describe("repeats that are drawn", () => {
  const rows = {
    labels: Uint8Array.from({ length: 300 }, (_, row) => (row % 7 === 0 ? 1 : 0)),
    vectorOf: Int32Array.from({ length: 300 }, (_, row) => row % 140),
  };

  test("keep all rows of a vector in one fold and leave no row out", () => {
    const repeats = drawRepeats(rows, { repeats: 3, folds: 4, seed: 1 });
    expect(repeats.map(({ name }) => name)).toEqual(["0", "1", "2"]);
    for (const repeat of repeats) {
      expect(countSharedVectors(repeat, rows.vectorOf)).toBe(0);
      expect(new Set(repeat.foldOf)).toEqual(new Set([0, 1, 2, 3]));
    }
  });

  test("differ from each other and with the seed, and are the same for the same seed", () => {
    const draw = (seed: number) => drawRepeats(rows, { repeats: 2, folds: 4, seed });
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)[0]?.foldOf).not.toEqual(draw(1)[1]?.foldOf);
    expect(draw(1)[0]?.foldOf).not.toEqual(draw(2)[0]?.foldOf);
  });

  test("are refused where a class has fewer vectors than there are folds", () => {
    const few = { labels: Uint8Array.of(1, 1, 1, 0, 0, 0), vectorOf: Int32Array.of(0, 0, 1, 2, 3, 4) };
    expect(() => drawRepeats(few, { repeats: 1, folds: 3, seed: 1 })).toThrow(
      /2 distinct positive vectors; 3 folds/,
    );
  });
});

test("a vector is what most of the rows given are, and negative where they are even", () => {
  const rows = { labels: Uint8Array.of(1, 0, 1, 1, 0, 1), vectorOf: Int32Array.of(0, 0, 0, 1, 1, 2) };
  expect(majorityLabels(rows, [0, 1, 2, 3, 4, 5])).toEqual(Uint8Array.of(1, 0, 1));
  expect(majorityLabels(rows, [0, 1, 3])).toEqual(Uint8Array.of(0, 1, 0));
});
