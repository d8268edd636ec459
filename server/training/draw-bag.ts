import { type Random, randomInteger } from "../../lib/random";
import type { ForestOptions } from "./tree-task";

interface BagRequest {
  /** Indices of the vectors that may be drawn. */
  readonly train: Int32Array;
  readonly options: Pick<ForestOptions, "bag" | "negativesPerPositive">;
}

/** How often each vector is in one tree's bag, shape (vectors,); all draws are with replacement. */
export function drawBag(labels: Uint8Array, { train, options }: BagRequest, random: Random): Int32Array {
  const counts = new Int32Array(labels.length);
  const draw = (from: Int32Array, times: number) => {
    for (let i = 0; i < times; i++) {
      const drawn = from[randomInteger(random, from.length)] as number;
      counts[drawn] = (counts[drawn] as number) + 1;
    }
  };
  if (options.bag === "bootstrap") {
    draw(train, train.length);
  } else {
    const positives = train.filter((index) => labels[index] === 1);
    const negatives = train.filter((index) => labels[index] === 0);
    draw(positives, positives.length);
    draw(negatives, Math.round(positives.length * options.negativesPerPositive));
  }
  return counts;
}
