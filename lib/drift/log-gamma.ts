/** Lanczos' coefficients for g = 7 and nine terms (Godfrey 2001): relative error below 1e-14. */
const coefficients = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;
const g = 7;

/** The natural logarithm of the gamma function at x ≥ 0.5. */
export function logGamma(x: number): number {
  const shifted = x - 1;
  const sum = coefficients.reduce((total, c, i) => (i === 0 ? c : total + c / (shifted + i)), 0);
  const base = shifted + g + 0.5;
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(base) - base + Math.log(sum);
}
