/** A way to divide candidates into cells, and how large a share of all each cell ought to have. */
export interface Margin {
  /** Cell of every candidate. */
  readonly cells: ArrayLike<number>;
  /** Share by cell, not negative. Cells without a candidate are left out, the others keep their proportion. */
  readonly shares: readonly number[];
}

const rounds = 40;

/**
 * Weights by which the candidates have the wanted share in every cell of every margin, or come near it where the
 * margins contradict each other: iterative proportional fitting (Deming and Stephan 1940). Shape (candidates,), sum 1.
 */
export function fitWeights(count: number, margins: readonly Margin[]): Float64Array {
  const weights = new Float64Array(count).fill(1 / count);
  for (let round = 0; round < rounds; round++) {
    for (const margin of margins) fitOne(weights, margin);
  }
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return weights.map((weight) => weight / sum);
}

function fitOne(weights: Float64Array, { cells, shares }: Margin): void {
  const found = new Float64Array(shares.length);
  for (let i = 0; i < weights.length; i++) {
    const cell = cells[i] as number;
    found[cell] = (found[cell] as number) + (weights[i] as number);
  }
  const present = shares.reduce((sum, share, cell) => sum + ((found[cell] as number) > 0 ? share : 0), 0);
  const factors = shares.map((share, cell) => {
    const weight = found[cell] as number;
    return weight > 0 ? share / present / weight : 0;
  });
  for (let i = 0; i < weights.length; i++)
    weights[i] = (weights[i] as number) * (factors[cells[i] as number] as number);
}
