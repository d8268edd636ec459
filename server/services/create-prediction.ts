import { v7 as uuidv7 } from "uuid";
import { toVector } from "../../lib/features";
import { explain, score } from "../../lib/model/model";
import type { CreatePrediction, Explanation, Prediction, Source } from "../../lib/prediction";
import type { Caller } from "../auth/caller";
import type { Metrics } from "../observability/create-metrics";
import { audit } from "./audit";
import type { Dependencies } from "./dependencies";
import type { IdempotencyConflictError } from "./errors";
import { sameAnswer } from "./first-answers";

export interface Submission extends CreatePrediction {
  readonly actor: Caller;
  readonly source: Source;
}

/** One that somebody waits for. */
export interface TimedSubmission extends Submission {
  /** When it came in, its body not yet read; milliseconds of the monotonic clock. */
  readonly begunAt: number;
}

/** Phases follow each other: each has lasted since the end of the one before, the first one since `begunAt`. */
export function startPhases({ predictionDuration }: Metrics, begunAt: number) {
  let begun = begunAt;
  return (phase: "validate" | "score" | "explain" | "persist") => {
    const now = performance.now();
    predictionDuration.observe({ phase }, (now - begun) / 1000);
    begun = now;
  };
}

type Ended = (phase: "score" | "explain") => void;

/** What is stored and answered; touches no database. */
export function assessed(deps: Pick<Dependencies, "models" | "now">, submission: Submission, ended: Ended) {
  // Taken once: a new champion may come at any time, and score and version are one model's.
  const model = deps.models.champion();
  const vector = toVector(submission.features);
  const scored = score(model, vector);
  ended("score");
  const explanation = explain(model, vector, scored);
  ended("explain");
  const prediction: Prediction & { explanation: Explanation } = {
    id: uuidv7(),
    createdAt: deps.now().toISOString(),
    createdBy: { id: submission.actor.id, name: submission.actor.name },
    source: submission.source,
    caseReference: submission.caseReference ?? null,
    caseReferenceState: submission.caseReference === undefined ? "none" : "readable",
    features: submission.features,
    ...scored,
    explanation,
    modelVersion: model.card.version,
    firstOpinion: submission.firstOpinion ?? null,
    outcome: null,
    review: null,
  };
  return prediction;
}

async function findByKey(deps: Dependencies, submission: Submission): Promise<Prediction> {
  const { actor, idempotencyKey } = submission;
  return sameAnswer(await deps.readFirstAnswer({ actorId: actor.id, key: idempotencyKey }), submission);
}

/** Counts a prediction that was stored. */
export function countStored(metrics: Metrics, prediction: ReturnType<typeof assessed>): void {
  const { modelVersion, label, source, probability, explanation } = prediction;
  metrics.predictions.inc({ model_version: modelVersion, label, source });
  metrics.predictionProbability.observe({ model_version: modelVersion }, probability);
  metrics.predictionSupport.inc({ verdict: explanation.support.verdict });
}

/**
 * Assesses a candidate region and stores the answer. The same key with the same body gets the first answer
 * again; with another body it throws {@link IdempotencyConflictError} and stores nothing.
 */
export async function createPrediction(deps: Dependencies, submission: TimedSubmission): Promise<Prediction> {
  const { metrics } = deps;
  const ended = startPhases(metrics, submission.begunAt);
  ended("validate");
  const prediction = assessed(deps, submission, ended);
  const stored = await deps.writePrediction({
    prediction,
    caller: submission.actor,
    idempotencyKey: submission.idempotencyKey,
  });
  if (!stored) {
    const first = await findByKey(deps, submission);
    const target = { type: "prediction", id: first.id } as const;
    await audit(deps, submission.actor, { action: "prediction.replay", target });
    metrics.idempotentReplays.inc();
    return first;
  }
  ended("persist");
  countStored(metrics, prediction);
  return prediction;
}
