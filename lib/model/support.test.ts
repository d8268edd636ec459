import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { datasetFile, datasetMissing } from "../../server/testing/dataset";
import { toVectors, type Vectors } from "../dataset/dataset";
import { readDataset } from "../dataset/read";
import { featureKeys } from "../features";
import { supportVerdicts } from "../prediction";
import { createRandom, shuffled } from "../random";
import { describeSupport } from "./describe-support";
import { stratumOf } from "./reference";
import { supportOf } from "./support";
import { heldOutVerdicts, measureFalseAlarms } from "./support-false-alarms";
import { checkSupport, type SupportRegion, supportSchema } from "./support-region";

type Vector = readonly number[];

const describeVectors = (vectors: readonly Vector[]) => describeSupport(Float64Array.from(vectors.flat()));

/**
 * Made-up vectors: the second feature follows the first, the others wander; in every third one the last three stand
 * at their minimum, and one has all six there.
 */
function madeUp(count: number): Vector[] {
  const random = createRandom(3);
  const vectors: Vector[] = Array.from({ length: count }, (_, i) => {
    const size = random() * 10;
    const tail = i % 3 === 0 ? [-1, -1, -1] : [random() * 4, random() * 4, random() * 4];
    return [size, size + random(), random() * 5, ...tail];
  });
  return [[-1, -1, -1, -1, -1, -1], ...vectors];
}

const folds = { folds: 5, seed: 1 };
const falseAlarms = (of: Vectors) => measureFalseAlarms(of, heldOutVerdicts(of, folds), folds);

const vectors = madeUp(3000);
const region = describeVectors(vectors);

/** A vector of the middle of the made-up ones, some of its features replaced. */
const ordinary = (changes: Readonly<Record<number, number>> = {}): Vector =>
  [5, 5.5, 2.5, 2, 2, 2].map((value, column) => changes[column] ?? value);

describe("a verdict", () => {
  test("is inside for an ordinary vector and for the one with all features at their minimum", () => {
    const inside = { verdict: "inside", causes: [] };
    expect(supportOf(region, ordinary())).toEqual(inside);
    expect(supportOf(region, [-1, -1, -1, -1, -1, -1])).toEqual(inside);
    expect(supportOf(region, [5, 5.5, 2.5, -1, -1, -1])).toEqual(inside);
  });

  test.each(featureKeys.map((feature, column) => [feature, column] as const))(
    "beyond the range on either side is outside and names only %s",
    (feature, column) => {
      for (const value of [-1.5, 15, 1000, -1000]) {
        expect(supportOf(region, ordinary({ [column]: value }))).toEqual({
          verdict: "outside",
          causes: [{ kind: "range", features: [feature] }],
        });
      }
    },
  );

  test("names every feature that is beyond its range in one cause", () => {
    expect(supportOf(region, ordinary({ 0: 900, 4: -50 })).causes).toEqual([
      { kind: "range", features: ["area", "contrast"] },
    ]);
  });

  test("stays out of outside for an end of a range as it is shown, rounded outwards to 0.01", () => {
    const { max } = region.ranges[5] ?? { max: 0 };
    expect(supportOf(region, ordinary({ 5: Math.ceil(max * 100) / 100 })).verdict).not.toBe("outside");
  });

  test("between the minimum and the values above it is borderline, as no training value is there", () => {
    expect(supportOf(region, ordinary({ 4: -0.5 }))).toEqual({
      verdict: "borderline",
      causes: [{ kind: "range", features: ["contrast"] }],
    });
  });

  test("names the features at their minimum when they never were together", () => {
    expect(supportOf(region, ordinary({ 0: -1, 5: -1 }))).toEqual({
      verdict: "outside",
      causes: [{ kind: "pattern", features: ["area", "shapeDescriptor"] }],
    });
  });

  test("is borderline for a pattern that was seen but a few times", () => {
    const few = describeVectors([...vectors, ordinary({ 0: -1 }), ordinary({ 0: -1, 2: 3 })]);
    expect(supportOf(few, ordinary({ 0: -1, 2: 1 }))).toEqual({
      verdict: "borderline",
      causes: [{ kind: "pattern", features: ["area"] }],
    });
  });

  test("names the pair when two ordinary values were never together, and is graver the further apart", () => {
    const verdicts = [5.5, 6.7, 9.5].map((value) => supportOf(region, ordinary({ 1: value })));
    expect(verdicts[0]?.verdict).toBe("inside");
    expect(verdicts[2]?.verdict).toBe("outside");
    expect(verdicts[2]?.causes[0]).toEqual({ kind: "combination", features: ["area", "greyLevel"] });
    const gravity = verdicts.map(({ verdict }) => supportVerdicts.indexOf(verdict));
    expect(gravity).toEqual(gravity.toSorted());
  });

  test("passes through borderline into a hole between ordinary values that are not correlated", () => {
    const random = createRandom(11);
    const ring = Array.from({ length: 3000 }, (): Vector => {
      const angle = 2 * Math.PI * random();
      const radius = 3 + random() + random() - random() - random();
      const others = [random(), random(), random(), random()];
      return [radius * Math.cos(angle), radius * Math.sin(angle), ...others];
    });
    const seen = describeVectors(ring);
    const inwards = [3, 2.5, 2, 1.5, 1.2, 1, 0.8, 0.6, 0.4, 0.2, 0].map((radius) =>
      supportOf(seen, [radius / Math.SQRT2, radius / Math.SQRT2, 0.5, 0.5, 0.5, 0.5]),
    );
    const verdicts = inwards.map(({ verdict }) => verdict);
    expect([...new Set(verdicts)]).toEqual(["inside", "borderline", "outside"]);
    expect(verdicts).toEqual(
      [...verdicts].sort((a, b) => supportVerdicts.indexOf(a) - supportVerdicts.indexOf(b)),
    );
    const causes = inwards.flatMap((support) => support.causes);
    for (const cause of causes)
      expect(cause).toEqual({ kind: "combination", features: ["area", "greyLevel"] });
  });

  test("is outside for three values that go together in pairs but not all at once", () => {
    const random = createRandom(12);
    const sums = Array.from({ length: 3000 }, (): Vector => {
      const [a, b] = [random(), random()];
      return [a, b, a + b + random() / 10, random(), random(), random()];
    });
    const seen = describeVectors(sums);
    expect(supportOf(seen, [0.7, 0.7, 1.45, 0.5, 0.5, 0.5]).verdict).toBe("inside");
    const { verdict, causes } = supportOf(seen, [0.7, 0.7, 1, 0.5, 0.5, 0.5]);
    expect(verdict).toBe("outside");
    expect(causes.map(({ kind }) => kind)).toEqual(["combination"]);
    expect(["area", "greyLevel", "gradientStrength"]).toEqual(
      expect.arrayContaining([...(causes[0]?.features ?? [])]),
    );
    for (const pair of [
      [0.7, 0.3, 1, 0.5, 0.5, 0.5],
      [0.3, 0.7, 1, 0.5, 0.5, 0.5],
    ]) {
      expect(supportOf(seen, pair).verdict).toBe("inside");
    }
  });

  test("never gets milder as a value leaves its range", () => {
    const beyond = fc.double({ min: 0.02, max: 900, noNaN: true });
    fc.assert(
      fc.property(fc.nat({ max: 5 }), beyond, fc.boolean(), (column, distance, up) => {
        const range = region.ranges[column] ?? { min: 0, max: 0 };
        const value = up ? range.max + distance : range.min - distance;
        expect(supportOf(region, ordinary({ [column]: value })).verdict).toBe("outside");
      }),
    );
  });

  const value = fc.oneof(
    fc.double({ min: -1000, max: 1000, noNaN: true }),
    fc.double({ min: -1, max: 11, noNaN: true }),
    fc.constantFrom(-1, 0, -0),
  );
  const anyVector = fc.tuple(value, value, value, value, value, value);

  test("has causes if and only if it is not inside: few, different, each naming known features once", () => {
    fc.assert(
      fc.property(anyVector, (vector) => {
        const { verdict, causes } = supportOf(region, vector);
        expect(causes.length === 0).toBe(verdict === "inside");
        expect(causes.length).toBeLessThanOrEqual(3);
        expect(new Set(causes.map((cause) => JSON.stringify(cause))).size).toBe(causes.length);
        for (const { features } of causes) {
          expect(features.length).toBeGreaterThan(0);
          expect(new Set(features).size).toBe(features.length);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("is given by a region of any vectors, however few, for any vector", () => {
    fc.assert(
      fc.property(fc.array(anyVector, { minLength: 1, maxLength: 20 }), anyVector, (training, vector) => {
        const small = describeVectors(training);
        checkSupport(supportSchema.parse(JSON.parse(JSON.stringify(small))));
        const { verdict, causes } = supportOf(small, vector);
        expect(causes.length === 0).toBe(verdict === "inside");
      }),
    );
  });
});

describe("a region", () => {
  test("does not depend on the order of the vectors", () => {
    expect(describeVectors(shuffled(vectors, createRandom(9)))).toEqual(region);
  });

  test("is the same again after it was written and read", () => {
    const read = supportSchema.parse(JSON.parse(JSON.stringify(region)));
    checkSupport(read);
    expect(read).toEqual(region);
  });

  const change = (edit: (copy: SupportRegion) => void) => {
    const copy = structuredClone(region);
    edit(copy);
    return copy;
  };

  test.each<[string, (copy: SupportRegion) => void]>([
    ["features are out of order", ({ ranges }) => ranges.reverse()],
    ["range of area falls", ({ ranges }) => Object.assign(ranges[0] ?? {}, { max: -9 })],
    ["twice", ({ patterns }) => patterns.push(structuredClone(patterns[0] as (typeof patterns)[0]))],
    ["add up", (copy) => Object.assign(copy, { vectors: 1 })],
    ["quantiles", ({ patterns }) => patterns[0]?.joint?.quantiles[0]?.reverse()],
    ["quantiles", ({ patterns }) => patterns[0]?.joint?.quantiles.pop()],
    ["grid", ({ patterns }) => patterns[0]?.joint?.grids.pop()],
    ["correlation", ({ patterns }) => patterns[0]?.joint?.correlation[0]?.splice(1, 1, 0.123)],
    ["correlation", ({ patterns }) => patterns[0]?.joint?.correlation.pop()],
    ["other features", ({ patterns }) => patterns[0]?.joint?.features.reverse()],
    ["further out", ({ neighbours }) => Object.assign(neighbours, { outside: neighbours.borderline + 1 })],
    ["further out", ({ unlikeliness }) => Object.assign(unlikeliness, { outside: -99 })],
  ])("is refused when its parts do not fit: %s", (words, edit) => {
    const copy = change(edit);
    expect(supportSchema.safeParse(copy).success).toBe(true);
    expect(() => checkSupport(copy)).toThrow(words);
  });
});

test("false alarms are shares of the vectors held out, with intervals that hold them", () => {
  const all = { values: Float64Array.from(vectors.flat()), labels: new Uint8Array(vectors.length) };
  const { borderline, outside, protocol } = falseAlarms(toVectors(all));
  expect(protocol).toContain("3000 distinct");
  for (const share of [borderline, outside]) {
    expect(share?.low).toBeLessThanOrEqual(share?.value ?? Number.NaN);
    expect(share?.high).toBeGreaterThanOrEqual(share?.value ?? Number.NaN);
  }
  expect(outside?.value).toBeLessThan(0.03);
});

describe.skipIf(datasetFile === undefined)(`on the published file (${datasetMissing})`, () => {
  const load = () => toVectors(readDataset(readFileSync(datasetFile ?? "", "utf8"), "mammography.csv"));
  const rowsOf = (values: Float64Array) =>
    Array.from({ length: values.length / 6 }, (_, i) => values.subarray(i * 6, i * 6 + 6));

  test("of vectors held out at most 1.5 % are called outside and 5 % borderline or worse", () => {
    const { borderline, outside } = falseAlarms(load());
    expect(outside?.value).toBeLessThan(0.015);
    expect((outside?.value ?? 1) + (borderline?.value ?? 1)).toBeLessThan(0.05);
  });

  test("the region takes at most 30 kB, and all at the minimum is inside", () => {
    const published = describeSupport(load().values);
    expect(JSON.stringify(published).length).toBeLessThan(30_000);
    const minima = published.ranges.map(({ min }) => min);
    expect(stratumOf(minima, minima)).toBe("all_at_minimum");
    expect(supportOf(published, minima)).toEqual({ verdict: "inside", causes: [] });
  });

  /** Share called borderline or worse of vectors the region was not made from, changed by `strange`. */
  function flagged(strange: (vectors: Float64Array[]) => Float64Array[]): number {
    const rows = rowsOf(load().values);
    const minima = describeSupport(load().values).ranges.map(({ min }) => min);
    const isMinimum = (row: Float64Array) => stratumOf(minima, row) === "all_at_minimum";
    const training = rows.filter((row, i) => i % 5 !== 0 || isMinimum(row));
    const seen = describeSupport(Float64Array.from(training.flatMap((row) => [...row])));
    const measured = rows.filter((row, i) => i % 5 === 0 && stratumOf(minima, row) === "none_at_minimum");
    const made = strange(measured.map((row) => row.slice()));
    return made.filter((row) => supportOf(seen, row).verdict !== "inside").length / made.length;
  }

  test.each<[number, string, (vectors: Float64Array[]) => Float64Array[]]>([
    [
      0.4,
      "all features of different vectors",
      (rows) => {
        const random = createRandom(5);
        const columns = featureKeys.map((_, c) =>
          shuffled(
            rows.map((row) => row[c] as number),
            random,
          ),
        );
        return rows.map((_, i) => Float64Array.from(columns, (column) => column[i] as number));
      },
    ],
    [
      0.9,
      "values drawn evenly from each range",
      (rows) => {
        const random = createRandom(6);
        const ends = featureKeys.map((_, c) => rows.map((row) => row[c] as number));
        return rows.map(() =>
          Float64Array.from(
            ends,
            (all) => Math.min(...all) + random() * (Math.max(...all) - Math.min(...all)),
          ),
        );
      },
    ],
    [0.6, "an area ten times too large", (rows) => rows.map((row) => row.with(0, 10 * (row[0] as number)))],
    [
      0.4,
      "area and grey level in each other's field",
      (rows) => rows.map((row) => row.with(0, row[1] as number).with(1, row[0] as number)),
    ],
  ])("more than %d of vectors with %s are flagged", (share, _, strange) => {
    expect(flagged(strange)).toBeGreaterThan(share);
  });
});
