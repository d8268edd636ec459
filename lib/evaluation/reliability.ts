import type { Evaluation } from "../model/card";
import { estimate, wilson } from "./intervals";
import type { Scored } from "./scored";

const edges = [0, 0.01, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1];

/** Share of positives by bins of the probability, each closed below and open above but for the last. */
export function reliability({ scores, positives, negatives }: Scored): Evaluation["reliability"] {
  return edges.slice(0, -1).map((from, bin) => {
    const to = edges[bin + 1] as number;
    const last = bin === edges.length - 2;
    let [hits, count, sum] = [0, 0, 0];
    scores.forEach((score, i) => {
      if (score < from || (score >= to && !last)) return;
      const weight = (positives[i] as number) + (negatives[i] as number);
      hits += positives[i] as number;
      count += weight;
      sum += weight * score;
    });
    return {
      from,
      to,
      count,
      positives: hits,
      meanProbability: count === 0 ? null : Math.min(to, Math.max(from, sum / count)),
      observed: estimate(count === 0 ? null : hits / count, wilson(hits, count)),
    };
  });
}
