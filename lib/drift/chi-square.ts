import { logGamma } from "./log-gamma";

/** Terms below this share of the sum change no digit of it. */
const negligible = 1e-16;

/** P(χ² > x) for x ≥ 0 and a whole number of degrees of freedom ≥ 1, by the series of the incomplete gamma function. */
function upperTail(x: number, degrees: number): number {
  const [half, a] = [x / 2, degrees / 2];
  if (half === 0) return 1;
  let term = 1;
  let sum = 1;
  for (let n = 1; term > negligible * sum; n++) {
    term *= half / (a + n);
    sum += term;
  }
  return 1 - Math.exp(a * Math.log(half) - half - logGamma(a + 1)) * sum;
}

/** The value that χ² with `degrees` degrees of freedom exceeds with probability `level`, in [1e-6, 0.5]. To 1e-9. */
export function chiSquareQuantile(level: number, degrees: number): number {
  let [low, high] = [0, degrees + 100];
  while (high - low > 1e-9) {
    const middle = (low + high) / 2;
    if (upperTail(middle, degrees) > level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
