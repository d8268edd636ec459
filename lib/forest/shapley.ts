/**
 * Shapley values of a game, shape (players,): each player's mean gain over all orders of joining. `worth` has shape
 * (2^players,): entry S is what the coalition of the players whose bits are set in S is worth.
 * L. S. Shapley, A value for n-person games, 1953: the sum over coalitions without the player, of size s, of
 * s! (n - s - 1)! / n! times the gain.
 */
export function shapleyValues(worth: Float64Array): Float64Array {
  const players = Math.round(Math.log2(worth.length));
  const weight = new Float64Array(players);
  // 1 / (n · C(n - 1, s)), each from the one before.
  for (let size = 0; size < players; size++) {
    weight[size] = size === 0 ? 1 / players : ((weight[size - 1] as number) * size) / (players - size);
  }
  const values = new Float64Array(players);
  for (let player = 0; player < players; player++) {
    const bit = 1 << player;
    let sum = 0;
    for (let coalition = 0; coalition < worth.length; coalition++) {
      if ((coalition & bit) !== 0) continue;
      const gain = (worth[coalition | bit] as number) - (worth[coalition] as number);
      sum += (weight[sizeOf(coalition)] as number) * gain;
    }
    values[player] = sum;
  }
  return values;
}

function sizeOf(coalition: number): number {
  let size = 0;
  for (let rest = coalition; rest !== 0; rest &= rest - 1) size++;
  return size;
}
