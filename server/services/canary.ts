import type { CanaryAnswer } from "../../lib/canary";
import type { CreatePrediction } from "../../lib/prediction";
import type { Caller } from "../auth/caller";
import { assessed, type Submission } from "./create-prediction";
import type { Dependencies } from "./dependencies";
import { rehearseWrite } from "./prediction-writer";

/** No person: keys that people have used are none of its, nor its theirs. */
const actor: Caller = {
  ...{ id: "canary", name: "Canary", role: "service" },
  ...{ address: null, requestId: null, credentialId: null },
};

/**
 * Does what `createPrediction` does for a person, up to the database's commit, and leaves nothing of it: no row, no
 * count.
 */
export async function assessCanary(
  deps: Pick<Dependencies, "db" | "caseCipher" | "models" | "now">,
  created: CreatePrediction,
): Promise<CanaryAnswer> {
  const submission: Submission = { ...created, actor, source: "api" };
  const prediction = assessed(deps, submission, () => undefined);
  const { idempotencyKey } = submission;
  const stored = await rehearseWrite(deps, { prediction, caller: actor, idempotencyKey });
  if (!stored) throw new Error("The database took the canary's key for one that was used before.");
  const { probability, label, modelVersion } = prediction;
  return { probability, label, modelVersion };
}
