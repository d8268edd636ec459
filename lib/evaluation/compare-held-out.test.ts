import { describe, expect, test } from "vitest";
import { createRandom } from "../random";
import { finish } from "../steps";
import { compareEstimates, compareHeldOut } from "./compare-held-out";
import { simulatedPair } from "./testing/simulated-pair";

/** About one in twelve is positive. */
const truth = { mean: -4.2, spread: 2.2 };

/** Recall at the lowest threshold that calls at most 1 % of the negatives, by trying every score there is. */
function recallByTrying(scores: readonly number[], isPositive: readonly boolean[]): number {
  const positives = isPositive.filter(Boolean).length;
  const shares = [...new Set(scores)].map((threshold) => {
    const called = scores.map((score) => score >= threshold);
    const falsePositives = called.filter((one, i) => one && !isPositive[i]).length;
    const truePositives = called.filter((one, i) => one && isPositive[i]).length;
    return falsePositives <= 0.01 * (scores.length - positives) ? truePositives / positives : 0;
  });
  return Math.max(0, ...shares);
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("compareHeldOut", () => {
  const equalNoise = { champion: 0.6, candidate: 0.6 };

  test("gives the values that a count by hand gives, a vector with both labels counting as two rows", () => {
    const random = createRandom(5);
    const vectors = 400;
    const draw = () => Array.from({ length: vectors }, () => Math.round(50 * random() ** 2) / 50);
    const [champion, candidate] = [draw(), draw()];
    // Repeats of a row are one; every tenth vector carries both labels.
    const positives = champion.map((p, i) => (i % 10 === 0 || random() < p ? 3 : 0));
    const negatives = positives.map((count, i) => (i % 10 === 0 || count === 0 ? 2 : 0));
    const found = finish(compareHeldOut({ positives, negatives, champion, candidate }, 1));
    for (const [side, probabilities] of [
      ["champion", champion],
      ["candidate", candidate],
    ] as const) {
      const rows = probabilities.flatMap((p, i) => [
        ...((positives[i] as number) > 0 ? [{ p, isPositive: true }] : []),
        ...((negatives[i] as number) > 0 ? [{ p, isPositive: false }] : []),
      ]);
      const squares = rows.map(({ p, isPositive }) => (isPositive ? 1 - p : p) ** 2);
      expect(found.brier[side]?.value).toBeCloseTo(mean(squares), 12);
      const recall = recallByTrying(
        rows.map(({ p }) => p),
        rows.map(({ isPositive }) => isPositive),
      );
      expect(found.recallAtOnePercent[side]?.value).toBeCloseTo(recall, 12);
    }
  });

  test("gives the difference of Brier scores the standard error that theory gives paired rows", () => {
    const pair = simulatedPair({ truth, vectors: 4000, seed: 3, noise: { champion: 0.4, candidate: 0.8 } });
    const { difference, lossAtLeast } = finish(compareHeldOut(pair, 1)).brier;
    const own = Array.from(pair.positives, (label, i) => {
      const [a, b] = [pair.champion[i] as number, pair.candidate[i] as number];
      return (b - label) ** 2 - (a - label) ** 2;
    });
    const average = mean(own);
    const error = Math.sqrt(mean(own.map((value) => (value - average) ** 2)) / own.length);
    expect(difference?.value).toBeCloseTo(average, 12);
    // 1,000 draws put an end of the interval within a few hundredths of its width.
    const width = ((difference?.high ?? 0) - (difference?.low ?? 0)) / (2 * 1.96 * error);
    expect(width).toBeGreaterThan(0.9);
    expect(width).toBeLessThan(1.1);
    expect(Math.abs((lossAtLeast ?? 0) - (average - 1.645 * error)) / error).toBeLessThan(0.25);
  });

  test("finds no difference, to the last digit, between a model and itself", () => {
    const pair = simulatedPair({ truth, vectors: 1500, seed: 4, noise: equalNoise });
    const { recallAtOnePercent, brier } = finish(compareHeldOut({ ...pair, candidate: pair.champion }, 1));
    for (const { difference, lossAtLeast } of [recallAtOnePercent, brier]) {
      expect(difference).toEqual({ value: 0, low: 0, high: 0 });
      expect(Math.abs(lossAtLeast ?? 1)).toBe(0);
    }
  });

  test("has no recall, and no verdict on it, without both classes", () => {
    const pair = simulatedPair({ truth, vectors: 100, seed: 4, noise: equalNoise });
    const found = finish(
      compareHeldOut({ ...pair, positives: Array(100).fill(0), negatives: Array(100).fill(1) }, 1),
    );
    expect(found.recallAtOnePercent).toEqual({
      ...{ champion: null, candidate: null, difference: null, lossAtLeast: null },
    });
    expect(found.brier.lossAtLeast).not.toBeNull();
  });

  test("calls one of two equally good models worse in at most 5 % of samples, and a clearly worse one in most", () => {
    const vectors = 1500;
    /** Shares of samples in which the candidate is found worse. */
    const foundWorse = (samples: number, candidate: number) => {
      const losses = Array.from({ length: samples }, (_, seed) => {
        const pair = simulatedPair({ truth, vectors, seed, noise: { champion: 0.6, candidate } });
        const { recallAtOnePercent, brier } = finish(compareHeldOut(pair, seed));
        return { recall: recallAtOnePercent.lossAtLeast ?? 0, brier: brier.lossAtLeast ?? 0 };
      });
      const share = (key: "recall" | "brier") => losses.filter((loss) => loss[key] > 0).length / samples;
      return { recall: share("recall"), brier: share("brier") };
    };
    const samples = 120;
    const alarms = foundWorse(samples, 0.6);
    const found = foundWorse(30, 3);
    // Three standard errors of such a share are added to what is promised.
    const most = 0.05 + 3 * Math.sqrt((0.05 * 0.95) / samples);
    expect(alarms.recall).toBeLessThanOrEqual(most);
    expect(alarms.brier).toBeLessThanOrEqual(most);
    expect(found.recall).toBeGreaterThan(0.7);
    expect(found.brier).toBeGreaterThan(0.7);
  }, 120_000);
});

describe("compareEstimates", () => {
  const of = (value: number, error: number) => ({
    value,
    low: value - 1.96 * error,
    high: value + 1.96 * error,
  });

  test("adds the variances that both intervals tell", () => {
    const found = compareEstimates("brier", { champion: of(0.01, 0.003), candidate: of(0.02, 0.004) });
    expect(found.difference?.value).toBeCloseTo(0.01, 12);
    expect(found.difference?.low).toBeCloseTo(0.01 - 1.96 * 0.005, 6);
    expect(found.lossAtLeast).toBeCloseTo(0.01 - 1.645 * 0.005, 5);
  });

  test("takes less recall for a loss, and a lower Brier score for none", () => {
    const champion = of(0.7, 0.01);
    expect(
      compareEstimates("recallAtOnePercent", { champion, candidate: of(0.6, 0.01) }).lossAtLeast,
    ).toBeGreaterThan(0);
    expect(
      compareEstimates("recallAtOnePercent", { champion, candidate: of(0.8, 0.01) }).lossAtLeast,
    ).toBeLessThan(0);
    expect(compareEstimates("brier", { champion, candidate: of(0.6, 0.01) }).lossAtLeast).toBeLessThan(0);
  });

  test("says nothing where a figure is missing", () => {
    const missing = compareEstimates("brier", { champion: of(0.01, 0.003), candidate: null });
    expect(missing).toMatchObject({ difference: null, lossAtLeast: null });
  });
});
