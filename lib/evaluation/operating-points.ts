import type { OperatingPoint } from "../model/card";
import { createRandom } from "../random";
import { bestF1Threshold } from "./curves";
import type { OperatingRule } from "./operating-rules";
import { qualityOfCalls } from "./quality";
import { byFallingScore, type Scored, type Step, steps } from "./scored";

/** Points found, in the order of their rules, and why the others were not. */
interface ChosenPoints {
  readonly points: OperatingPoint[];
  readonly unmet: { readonly name: string; readonly reason: string }[];
}

/** Below so many calls a precision says next to nothing: 9 right of 9 may come of a true share of 0.7. */
const fewestCalls = 10;

type Found = { readonly threshold: number } | { readonly reason: string };

const positivesOf = (all: readonly Step[]) => all.at(-1)?.truePositives ?? 0;

function forRecall(all: readonly Step[], atLeast: number): Found {
  const positives = positivesOf(all);
  const first = all.find(({ truePositives }) => truePositives >= atLeast * positives - 1e-9);
  return positives === 0 || first === undefined ? { reason: "There are no positive rows." } : first;
}

/**
 * Precision does not fall steadily with the threshold, and at the top of the list one row makes or breaks it. Of all
 * thresholds with enough calls the lowest that reaches it is taken, whatever lies between: it finds the most.
 */
function forPrecision(all: readonly Step[], atLeast: number): Found {
  if (positivesOf(all) === 0) return { reason: "There are no positive rows." };
  const reached = all.filter(({ truePositives, falsePositives }) => {
    const calls = truePositives + falsePositives;
    return calls >= fewestCalls && truePositives >= atLeast * calls - 1e-9;
  });
  return (
    reached.at(-1) ?? {
      reason: `No threshold with ${fewestCalls} calls or more reaches precision ${atLeast}.`,
    }
  );
}

function find(rule: OperatingRule, all: readonly Step[]): Found {
  if (rule.kind === "threshold") return { threshold: rule.at };
  if (rule.kind === "recall") return forRecall(all, rule.atLeast);
  if (rule.kind === "precision") return forPrecision(all, rule.atLeast);
  return bestF1Threshold(all) ?? { reason: "There are no positive rows." };
}

function inWords(rule: OperatingRule): string {
  if (rule.kind === "threshold") return `Threshold set by hand to ${rule.at}.`;
  if (rule.kind === "recall") return `Highest threshold with recall of at least ${rule.atLeast}`;
  if (rule.kind === "precision")
    return `Lowest threshold with precision of at least ${rule.atLeast} on ${fewestCalls} calls or more`;
  return "Highest F1; the highest such threshold";
}

/** Shape (scores,): 1 where the threshold flags, which it does from itself upwards. */
export const callsAt = (scores: Float64Array, threshold: number) =>
  Uint8Array.from(scores, (score) => (score >= threshold ? 1 : 0));

/**
 * A threshold for each rule, chosen on calibrated probabilities of rows with known labels, `rowsInWords` (such as
 * "out-of-bag probabilities of the distinct training rows"). `chosenOn` is the quality on these same rows, hence a
 * little hopeful. A rule that no threshold meets has no point but a reason.
 */
export function chooseOperatingPoints(
  scored: Scored,
  rules: readonly OperatingRule[],
  { rowsInWords, seed }: { readonly rowsInWords: string; readonly seed: number },
): ChosenPoints {
  const all = steps(scored, byFallingScore(scored.scores));
  const found = rules.map((rule) => ({ rule, ...find(rule, all) }));
  const met = found.filter((one) => "threshold" in one);
  const qualities = qualityOfCalls(
    scored,
    met.map(({ threshold }) => callsAt(scored.scores, threshold)),
    createRandom(seed, 0x0b5e),
  );
  return {
    points: met.map(({ rule, threshold }, i) => ({
      name: rule.name,
      threshold,
      rule: rule.kind === "threshold" ? inWords(rule) : `${inWords(rule)}, on ${rowsInWords}.`,
      chosenOn: qualities[i] ?? null,
    })),
    unmet: found.flatMap((one) => ("reason" in one ? [{ name: one.rule.name, reason: one.reason }] : [])),
  };
}
