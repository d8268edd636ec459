import { expect, test } from "vitest";
import { chiSquareQuantile } from "./chi-square";
import { logGamma } from "./log-gamma";

test.each([
  [0.00375, 9, 24.37225722746945],
  [0.00375, 1, 8.401071047228218],
  [0.05, 4, 9.487729036781158],
  [0.5, 2, 1.386294361119891],
])("χ² exceeds with probability %d at %d degrees of freedom what scipy says", (level, degrees, quantile) => {
  expect(chiSquareQuantile(level, degrees)).toBeCloseTo(quantile, 7);
});

test.each([
  [0.5, 0.5723649429247],
  [1, 0],
  [2.5, 0.2846828704729192],
  [100.25, 360.28455963776423],
  [12345, 103953.5324720479],
])("the logarithm of Γ(%d) is what scipy says", (x, value) => {
  expect(Math.abs(logGamma(x) - value)).toBeLessThanOrEqual(1e-12 * Math.max(1, value));
});
