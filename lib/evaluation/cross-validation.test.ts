import fc from "fast-check";
import { expect, test } from "vitest";
import { createRandom } from "../random";
import { stratifiedFolds } from "./cross-validation";

test("every fold gets its share of either class, to within one", () => {
  const labels = fc.array(fc.constantFrom(0, 1), { minLength: 1, maxLength: 400 });
  fc.assert(
    fc.property(labels, fc.integer({ min: 2, max: 10 }), fc.integer(), (drawn, folds, seed) => {
      const assigned = stratifiedFolds(Uint8Array.from(drawn), folds, createRandom(seed));
      for (const label of [0, 1]) {
        const sizes = new Array<number>(folds).fill(0);
        assigned.forEach((fold, i) => {
          if (drawn[i] === label) sizes[fold] = (sizes[fold] ?? 0) + 1;
        });
        expect(sizes).toHaveLength(folds);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }
    }),
  );
});

test("the same seed makes the same folds and another seed others", () => {
  const labels = Uint8Array.from({ length: 200 }, (_, i) => (i % 9 === 0 ? 1 : 0));
  const folds = (seed: number) => stratifiedFolds(labels, 5, createRandom(seed));
  expect(folds(1)).toEqual(folds(1));
  expect(folds(1)).not.toEqual(folds(2));
});
