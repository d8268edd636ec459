import { describe, expect, test } from "vitest";
import { isAlarm } from "./drift-verdict";
import { judgeHistogram, judgeShare } from "./judge";

const reference = [3000, 1000, 1000, 1000, 1000, 1000, 1000, 1000];
/** A window of n that is the reference, but for `moved` of its candidates, gone from the first bin to the last. */
function aWindow(n: number, moved: number): number[] {
  const counts = reference.map((count) => (count / 10_000) * n);
  counts[0] = (counts[0] as number) - moved;
  counts[7] = (counts[7] as number) + moved;
  return counts;
}

describe("a histogram", () => {
  test("of fewer than 100 candidates is not judged", () => {
    expect(judgeHistogram(reference, aWindow(90, 20))).toEqual({
      n: 90,
      verdict: "too_few",
      psi: null,
      jensenShannon: null,
    });
    expect(judgeHistogram(reference, aWindow(100, 0)).verdict).toBe("steady");
  });

  test("needs the greater a distance, the fewer candidates it has", () => {
    const noise = [100, 200, 1000, 10_000].map((n) => judgeHistogram(reference, aWindow(n, 0)));
    for (const level of ["psi", "jensenShannon"] as const) {
      const levels = noise.map((finding) => finding[level]?.noise ?? 0);
      expect(levels).toEqual(levels.toSorted((a, b) => b - a));
      expect(levels[3]).toBeLessThan((levels[0] ?? 0) / 3);
    }
  });

  test("needs a greater distance against a small reference", () => {
    const small = reference.map((count) => count / 10);
    const noise = (counts: number[]) => judgeHistogram(counts, aWindow(1000, 0)).psi?.noise ?? 0;
    expect(noise(small)).toBeGreaterThan(1.5 * noise(reference));
  });

  test("that differs by more than chance but by little is visible, and no alarm", () => {
    const { verdict, psi } = judgeHistogram(reference, aWindow(10_000, 400));
    expect(verdict).toBe("slight");
    expect(psi?.value).toBeGreaterThan(psi?.noise ?? 1);
    expect(psi?.threshold).toBe(0.05);
    expect(isAlarm(verdict)).toBe(false);
  });

  test("of little difference is no sign where there are few candidates", () => {
    expect(judgeHistogram(reference, aWindow(100, 4)).verdict).toBe("steady");
  });

  test("that differs by much is an alarm of two degrees", () => {
    expect(judgeHistogram(reference, aWindow(1000, 100)).verdict).toBe("moved");
    expect(judgeHistogram(reference, aWindow(1000, 250)).verdict).toBe("far");
    expect([isAlarm("moved"), isAlarm("far"), isAlarm("steady"), isAlarm("too_few")]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  test("whose bin has emptied gives a finite distance", () => {
    expect(Number.isFinite(judgeHistogram(reference, aWindow(1000, 300)).psi?.value)).toBe(true);
  });
});

describe("a share", () => {
  const known = { hits: 390, of: 11_183 };

  test("is judged by its upper tail alone: fewer candidates outside are no sign", () => {
    expect(judgeShare(known, { hits: 0, of: 10_000 }).verdict).toBe("steady");
    expect(judgeShare(known, { hits: 1200, of: 10_000 }).verdict).toBe("moved");
  });

  test("alarms from the first count that chance hardly explains", () => {
    expect(judgeShare(known, { hits: 9, of: 100 }).verdict).toBe("steady");
    expect(judgeShare(known, { hits: 10, of: 100 }).verdict).toBe("moved");
  });

  test("needs a size besides where there are many candidates", () => {
    expect(judgeShare(known, { hits: 430, of: 10_000 }).verdict).toBe("slight");
    expect(judgeShare(known, { hits: 2000, of: 10_000 }).verdict).toBe("far");
  });

  test("of fewer than 100 candidates is not judged", () => {
    expect(judgeShare(known, { hits: 50, of: 99 })).toEqual({ n: 99, verdict: "too_few", share: null });
  });
});
