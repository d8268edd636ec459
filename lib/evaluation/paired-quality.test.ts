import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callTable } from "./agreement";
import { discordant, pairedQuality } from "./paired-quality";

const judged = fc.array(fc.record({ a: fc.boolean(), b: fc.boolean(), truth: fc.boolean() }), {
  maxLength: 300,
});

const tablesOf = (rows: readonly { a: boolean; b: boolean; truth: boolean }[]) => {
  const of = (truth: boolean) =>
    callTable(rows.filter((row) => row.truth === truth).map(({ a, b }) => [a, b] as const));
  return { positives: of(true), negatives: of(false) };
};

describe("pairedQuality", () => {
  it("gives each of the two the precision, recall and F1 that its own calls have one by one", () => {
    fc.assert(
      fc.property(judged, (rows) => {
        const found = pairedQuality(tablesOf(rows));
        for (const own of ["a", "b"] as const) {
          const called = rows.filter((row) => row[own]).length;
          const positives = rows.filter((row) => row.truth).length;
          const hits = rows.filter((row) => row[own] && row.truth).length;
          const share = (whole: number) => (whole === 0 ? undefined : hits / whole);
          expect(found[own].precision?.value).toBe(share(called));
          expect(found[own].recall?.value).toBe(share(positives));
          if (called + positives === 0) expect(found[own].f1).toBeNull();
          else expect(found[own].f1?.value).toBeCloseTo((2 * hits) / (called + positives), 12);
        }
      }),
    );
  });

  it("puts every figure between the ends of its interval", () => {
    fc.assert(
      fc.property(judged, (rows) => {
        const { a, b } = pairedQuality(tablesOf(rows));
        for (const { precision, recall, f1 } of [a, b]) {
          for (const one of [precision, recall, f1]) {
            if (one === null) continue;
            expect(one.low).toBeLessThanOrEqual(one.value + 1e-12);
            expect(one.high).toBeGreaterThanOrEqual(one.value - 1e-12);
          }
        }
      }),
    );
  });
});

describe("discordant", () => {
  it("counts the rows on which one alone is right", () => {
    fc.assert(
      fc.property(judged, (rows) => {
        const right = (own: "a" | "b", other: "a" | "b") =>
          rows.filter((row) => row[own] === row.truth && row[other] !== row.truth).length;
        expect(discordant(tablesOf(rows))).toEqual({
          onlyARight: right("a", "b"),
          onlyBRight: right("b", "a"),
        });
      }),
    );
  });
});
