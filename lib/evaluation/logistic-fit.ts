/** What a logistic regression is fitted to, row by row of its design. */
interface LogisticData {
  /** Shape (rows × width,): the terms of each row, the first of them 1. */
  readonly design: Float64Array;
  readonly width: number;
  /** Shape (rows,): weight of the positives and of the negatives in each row. */
  readonly positives: Float64Array;
  readonly negatives: Float64Array;
}

const rounds = 60;
const halvings = 30;
/** On slopes alone: small beside any data, and enough to keep flat what the data do not slope. */
const ridge = 1e-6;
const converged = 1e-7;

/** Solves the symmetric positive definite system a x = b in place by Cholesky's factors; `a` is row by row. */
function solveSymmetric(a: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  const at = (i: number, j: number) => a[i * n + j] as number;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = at(i, j);
      for (let k = 0; k < j; k++) sum -= at(i, k) * at(j, k);
      // Rounding may leave a pivot of equal columns at or below what the ridge put there.
      a[i * n + j] = i === j ? Math.sqrt(Math.max(sum, ridge)) : sum / at(j, j);
    }
  }
  const x = b.slice();
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i] = (x[i] as number) - at(i, k) * (x[k] as number);
    x[i] = (x[i] as number) / at(i, i);
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] = (x[i] as number) - at(k, i) * (x[k] as number);
    x[i] = (x[i] as number) / at(i, i);
  }
  return x;
}

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

/**
 * Platt's targets (1999): a positive counts as (P + 1) / (P + 2), a negative as 1 / (N + 2), for P and N rows of
 * each. Without them classes that a score separates, or a single class, would drive the fit to infinity.
 */
function softTargets(positives: Float64Array, negatives: Float64Array): Float64Array {
  const p = sum(positives);
  const n = sum(negatives);
  return positives.map((count, row) => (count * (p + 1)) / (p + 2) + (negatives[row] as number) / (n + 2));
}

/** Log-likelihood less the ridge's share, with gradient and negated Hessian at the coefficients. */
function slopesAt(data: LogisticData, targets: Float64Array, at: Float64Array) {
  const { design, width, positives, negatives } = data;
  const slopes = at.map((coefficient, i) => (i === 0 ? 0 : coefficient));
  const gradient = slopes.map((slope) => -ridge * slope);
  const curvature = new Float64Array(width * width);
  let likelihood = -(ridge / 2) * slopes.reduce((squares, slope) => squares + slope ** 2, 0);
  for (let row = 0, first = 0; row < targets.length; row++, first += width) {
    const weight = (positives[row] as number) + (negatives[row] as number);
    if (weight === 0) continue;
    let x = 0;
    for (let i = 0; i < width; i++) x += (at[i] as number) * (design[first + i] as number);
    const small = Math.exp(-Math.abs(x));
    const probability = (x >= 0 ? 1 : small) / (1 + small);
    const target = targets[row] as number;
    likelihood += target * x - weight * (Math.max(x, 0) + Math.log1p(small));
    const error = target - weight * probability;
    const spread = (weight * small) / (1 + small) ** 2;
    for (let i = 0; i < width; i++) {
      const term = design[first + i] as number;
      gradient[i] = (gradient[i] as number) + error * term;
      for (let j = 0; j <= i; j++) {
        const k = i * width + j;
        curvature[k] = (curvature[k] as number) + spread * term * (design[first + j] as number);
      }
    }
  }
  for (let i = 1; i < width; i++) curvature[i * width + i] = (curvature[i * width + i] as number) + ridge;
  return { likelihood, gradient, curvature };
}

/**
 * Coefficients of a logistic regression by Newton's method, steps halved until the likelihood does not fall. Shape
 * (width,); finite for any weights, also of one class, of separated classes or of none. Starts at `start`.
 */
export function fitLogistic(
  data: LogisticData,
  start: Float64Array = new Float64Array(data.width),
): Float64Array {
  const targets = softTargets(data.positives, data.negatives);
  let now = start;
  let here = slopesAt(data, targets, now);
  for (let round = 0; round < rounds; round++) {
    const step = solveSymmetric(here.curvature, here.gradient);
    const tolerated = here.likelihood - 1e-12 * Math.abs(here.likelihood);
    let share = 1;
    let next = now.map((value, i) => value + (step[i] as number));
    let there = slopesAt(data, targets, next);
    for (let halved = 0; halved < halvings && !(there.likelihood >= tolerated); halved++) {
      share /= 2;
      next = now.map((value, i) => value + share * (step[i] as number));
      there = slopesAt(data, targets, next);
    }
    if (!(there.likelihood >= tolerated)) break;
    now = next;
    here = there;
    if (step.every((value) => Math.abs(value) < converged)) break;
  }
  return now;
}
