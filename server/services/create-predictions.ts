import type { ZodError } from "zod";
import { createPredictionSchema, type Prediction } from "../../lib/prediction";
import type { Steps } from "../../lib/steps";
import { inTurns } from "../in-turns";
import { audit } from "./audit";
import {
  assessed,
  countStored,
  type Submission,
  startPhases,
  type TimedSubmission,
} from "./create-prediction";
import type { Dependencies } from "./dependencies";
import { IdempotencyConflictError } from "./errors";
import { sameAnswer } from "./first-answers";

/** Who sends the rows, and from where. */
type Sender = Pick<TimedSubmission, "actor" | "source">;

/** What became of a row: its prediction, new or stored before under its key, or why there is none. */
export type RowResult =
  | { readonly ok: true; readonly prediction: Prediction }
  | { readonly ok: false; readonly error: ZodError | IdempotencyConflictError };

/** A row that can be stored. */
interface Assessed {
  readonly row: number;
  readonly submission: Submission;
  readonly prediction: ReturnType<typeof assessed>;
}

/**
 * Rows that are assessed and stored before the next ones are looked at: as many as one statement takes. Meanwhile
 * others' submissions have their turn, and no more than these are held twice.
 */
const rowsAtOnce = 200;

/** Fills in the results of rows that are none, and gives back the others. */
function* assessRows(
  deps: Dependencies,
  { rows, sender }: { rows: readonly unknown[]; sender: Sender },
  results: RowResult[],
): Steps<Assessed[]> {
  const found: Assessed[] = [];
  for (const row of rows) {
    const ended = startPhases(deps.metrics, performance.now());
    const parsed = createPredictionSchema.safeParse(row);
    const place = results.length;
    if (parsed.success) {
      ended("validate");
      const submission: Submission = { ...parsed.data, ...sender };
      const prediction = assessed(deps, submission, ended);
      found.push({ row: place, submission, prediction });
      results.push({ ok: true, prediction });
    } else results.push({ ok: false, error: parsed.error });
    yield;
  }
  return found;
}

/** Stores what is new, and puts the first answer in the place of what is not. */
async function storeRows(
  deps: Dependencies,
  { rows, actor }: { rows: readonly Assessed[]; actor: Sender["actor"] },
  results: RowResult[],
): Promise<void> {
  const begun = performance.now();
  const stored = await Promise.all(
    rows.map(({ prediction, submission: { idempotencyKey } }) =>
      deps.writePrediction({ prediction, caller: actor, idempotencyKey }),
    ),
  );
  const seconds = (performance.now() - begun) / 1000;
  const used = rows.filter((_, i) => !stored[i]);
  rows.forEach(({ prediction }, i) => {
    if (!stored[i]) return;
    deps.metrics.predictionDuration.observe({ phase: "persist" }, seconds);
    countStored(deps.metrics, prediction);
  });
  if (used.length === 0) return;
  const first = await Promise.all(
    used.map(({ submission }) => deps.readFirstAnswer({ actorId: actor.id, key: submission.idempotencyKey })),
  );
  used.forEach(({ row, submission }, i) => {
    results[row] = repeated(() => sameAnswer(first[i], submission));
  });
  const shownAgain = used.flatMap(({ row }) => {
    const result = results[row];
    return result?.ok ? [result.prediction.id] : [];
  });
  deps.metrics.idempotentReplays.inc(shownAgain.length);
  const rowOf = (id: string) =>
    ({ action: "prediction.replay", target: { type: "prediction", id } }) as const;
  await Promise.all(shownAgain.map((id) => audit(deps, actor, rowOf(id))));
}

function repeated(answer: () => Prediction): RowResult {
  try {
    return { ok: true, prediction: answer() };
  } catch (error) {
    if (error instanceof IdempotencyConflictError) return { ok: false, error };
    throw error;
  }
}

/**
 * Assesses and stores candidate regions as `createPrediction` does one, each by itself: a row that is none, or whose
 * key was used for something else, keeps no other from its answer. Throws when the database goes away; what is stored
 * by then stays, and the same rows sent again get the same answers.
 */
export async function createPredictions(
  deps: Dependencies,
  rows: readonly unknown[],
  sender: Sender,
): Promise<RowResult[]> {
  const results: RowResult[] = [];
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const some = rows.slice(from, from + rowsAtOnce);
    const found = await inTurns(assessRows(deps, { rows: some, sender }, results));
    await storeRows(deps, { rows: found, actor: sender.actor }, results);
  }
  return results;
}
