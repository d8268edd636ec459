import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accuracy, f1, mcc, precision, recall, specificity } from "./confusion";

describe("figures of a confusion", () => {
  // 8 found, 2 missed, 4 false calls, 86 left alone.
  const c = { truePositives: 8, falsePositives: 4, trueNegatives: 86, falseNegatives: 2 };

  test.each([
    ["accuracy", accuracy(c), 94 / 100],
    ["precision", precision(c), 8 / 12],
    ["recall", recall(c), 8 / 10],
    ["specificity", specificity(c), 86 / 90],
    ["f1", f1(c), 16 / 22],
  ])("%s equals the value worked by hand", (_, value, expected) => {
    expect(value).toBeCloseTo(expected, 15);
  });

  test("a share of nothing is null, never NaN", () => {
    const none = { truePositives: 0, falsePositives: 0, trueNegatives: 0, falseNegatives: 0 };
    for (const figure of [accuracy, precision, recall, specificity, f1]) expect(figure(none)).toBeNull();
  });

  test("finding no positive at all gives an F1 of 0", () => {
    expect(f1({ truePositives: 0, falsePositives: 0, trueNegatives: 5, falseNegatives: 3 })).toBe(0);
  });
});

describe("Matthews correlation coefficient", () => {
  test.each([
    // (8 · 86 − 4 · 2) / √(12 · 10 · 90 · 88)
    [{ truePositives: 8, falsePositives: 4, trueNegatives: 86, falseNegatives: 2 }, 0.6975181],
    // Ten rows as below: scikit-learn 1.2.1, `matthews_corrcoef`.
    [{ truePositives: 4, falsePositives: 2, trueNegatives: 4, falseNegatives: 0 }, 0.6666667],
    [{ truePositives: 5, falsePositives: 0, trueNegatives: 7, falseNegatives: 0 }, 1],
    [{ truePositives: 0, falsePositives: 7, trueNegatives: 0, falseNegatives: 5 }, -1],
    [{ truePositives: 1, falsePositives: 3, trueNegatives: 6, falseNegatives: 2 }, 0],
  ])("of %o is %d", (c, expected) => {
    expect(mcc(c)).toBeCloseTo(expected, 6);
  });

  test("is null without one of the classes or one of the calls, and inside [-1, 1] for any counts", () => {
    const count = fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 2 ** 31 - 1 }));
    fc.assert(
      fc.property(fc.tuple(count, count, count, count), ([tp, fp, tn, fn]) => {
        const value = mcc({ truePositives: tp, falsePositives: fp, trueNegatives: tn, falseNegatives: fn });
        const undefinedThere = [tp + fp, tp + fn, tn + fp, tn + fn].includes(0);
        if (undefinedThere) expect(value).toBeNull();
        else expect(Math.abs(value ?? Number.NaN)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
