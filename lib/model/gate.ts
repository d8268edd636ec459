import { z } from "zod";
import { type ComparedFigure, compareEstimates, compareHeldOut } from "../evaluation/compare-held-out";
import type { Steps } from "../steps";
import { type Estimate, type Evaluation, estimateSchema } from "./card";
import type { HeldOut } from "./held-out";
import { modelVersionSchema } from "./version";

/** False positive rate that the gate asks recall at. */
export const onePercent = 0.01;

/** Recall at a false positive rate; `null` where a card does not have it. */
export function recallAt(recalls: Evaluation["recallAtFalsePositiveRate"], rate: number): Estimate {
  return recalls.find(({ falsePositiveRate }) => falsePositiveRate === rate)?.recall ?? null;
}

/** What a version must not be worse in than the champion it is to replace. */
const gateCriteria = ["recallAtOnePercent", "brier"] as const;

const count = z.int().nonnegative();

const gateSideSchema = z.object({
  version: modelVersionSchema,
  /** Distinct held-out rows that its figures are from, and positives among them. */
  rows: count,
  positives: count,
});

const criterionFindingSchema = z.object({
  criterion: z.enum(gateCriteria),
  champion: estimateSchema,
  candidate: estimateSchema,
  /** Candidate minus champion. */
  difference: estimateSchema,
  /** One-sided 95 % lower bound of how much worse the candidate is. */
  lossAtLeast: z.number().nullable(),
  /** `worse`: beyond noise, the bound is above 0. `unmeasured`: a figure is missing. */
  verdict: z.enum(["passed", "worse", "unmeasured"]),
});
export type CriterionFinding = z.infer<typeof criterionFindingSchema>;

/** What the gate found about making a version champion. */
export const gateFindingSchema = z.object({
  champion: gateSideSchema,
  candidate: gateSideSchema,
  /**
   * `paired`: both models on the same held-out vectors, vector by vector. `unpaired`: by the intervals on their cards.
   */
  evidence: z.enum(["paired", "unpaired"]),
  criteria: z.array(criterionFindingSchema),
  passes: z.boolean(),
});
export type GateFinding = z.infer<typeof gateFindingSchema>;

/** A version as the gate sees it. */
export interface GateSide {
  readonly version: string;
  readonly dataSha256: string;
  readonly rows: number;
  readonly positives: number;
  readonly recallAtOnePercent: Estimate;
  readonly brier: Estimate;
  /** `null` where it was not kept. */
  readonly heldOut: HeldOut | null;
}

/** Fixed: who asks twice is told the same. */
const seed = 1;

const areEqual = (a: readonly number[], b: readonly number[]) =>
  a.length === b.length && a.every((value, i) => value === b[i]);

/** Both models' held-out probabilities where they are of the same vectors: same data, same counts in the same order. */
function pairOf(champion: GateSide, candidate: GateSide) {
  const [a, b] = [champion.heldOut, candidate.heldOut];
  if (a === null || b === null || champion.dataSha256 !== candidate.dataSha256) return null;
  if (!areEqual(a.positives, b.positives) || !areEqual(a.negatives, b.negatives)) return null;
  const { positives, negatives } = a;
  return { positives, negatives, champion: a.probability, candidate: b.probability };
}

function judged(criterion: CriterionFinding["criterion"], figure: ComparedFigure): CriterionFinding {
  const { lossAtLeast } = figure;
  const verdict = lossAtLeast === null ? "unmeasured" : lossAtLeast > 0 ? "worse" : "passed";
  return { criterion, ...figure, verdict };
}

const sideOf = ({ version, rows, positives }: GateSide) => ({ version, rows, positives });

/**
 * Whether a version may become champion: recall at 1 % false positives and Brier score must not be worse beyond
 * noise. What was not measured does not pass.
 */
export function* judgeCandidate(champion: GateSide, candidate: GateSide): Steps<GateFinding> {
  const pair = pairOf(champion, candidate);
  const paired = pair === null ? null : yield* compareHeldOut(pair, seed);
  const criteria = gateCriteria.map((name) =>
    judged(
      name,
      paired?.[name] ?? compareEstimates(name, { champion: champion[name], candidate: candidate[name] }),
    ),
  );
  return {
    champion: sideOf(champion),
    candidate: sideOf(candidate),
    evidence: paired === null ? "unpaired" : "paired",
    criteria,
    passes: criteria.every(({ verdict }) => verdict === "passed"),
  };
}
