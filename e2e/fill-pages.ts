import { trainingRunSchema } from "../lib/training/training-run";
import { createDb } from "../server/db/client";
import { loadModel, registerModel } from "../server/services/model-store";
import { loadReferenceSet } from "../server/services/reference-sets";
import { anotherModel } from "../server/testing/another-model";
import { nameChallenger } from "../server/testing/challenger";
import { dependenciesOn } from "../server/testing/dependencies-on";
import { aDatasetFile } from "../server/testing/made-up-file";
import { insertRolledUpDays } from "../server/testing/rolled-up-days";
import { aStoredDataset, aTrainingRequest, ended, startRun } from "../server/testing/training";
import { createOver, dataOf, post } from "./procedures";

export const longReference = "A case/of some-length_with.a long name 0123456789";

export interface FilledPages {
  /** The id of a prediction with outcomes and a review. */
  readonly recorded: string;
  /** The id of a training run that has ended. */
  readonly trained: string;
  /** Begins another run and returns its id. */
  begin(): Promise<string>;
  /** A version beside the one in use. */
  readonly other: string;
}

/** Gives every page of a server something to show. */
export async function fillPages(url: string, database: string): Promise<FilledPages> {
  const recorded = (await createOver(url, { caseReference: longReference })).id;
  for (const outcome of ["undetermined", "calcification"])
    await post(url, "predictions.recordOutcome", { id: recorded, outcome, note: "Seen again later." });
  await post(url, "predictions.review", { id: recorded, verdict: "dismissed", reason: "An artefact." });
  for (let i = 0; i < 30; i++) await createOver(url);
  const db = createDb(database);
  const other = (await registerModel(db, await anotherModel({ trees: 20, threshold: 0.1 }))).card.version;
  await nameChallenger(db, other, new Date(0));
  await loadReferenceSet(db, aDatasetFile(400, 1), new Date());
  const { version } = await db.modelVersion.findFirstOrThrow({ select: { version: true } });
  const days = { from: "2026-01-01", days: 12, perDay: 50, moved: { share: 0.4, since: 8 } };
  await insertRolledUpDays(db, { model: await loadModel(db, version), ...days });
  const deps = await dependenciesOn({ db, url: database });
  const dataset = await aStoredDataset(deps);
  const trained = await startRun(deps, aTrainingRequest(dataset));
  await ended(deps, trained);
  await deps.trainingQueue.stop();
  await db.$disconnect();
  const options = { variant: "extra-trees-root", trees: 100, folds: 2, seed: 7 } as const;
  const begin = async () => {
    const started = await post(url, "training.start", aTrainingRequest(dataset, { options }));
    return (await dataOf(started, trainingRunSchema)).id;
  };
  return { recorded, trained, other, begin };
}
