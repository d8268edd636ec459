import { heldOutSchema } from "../lib/model/held-out";
import { championName } from "../lib/model/names";
import { commandLine } from "../server/auth/caller";
import type { CaseCipher } from "../server/case-references/case-cipher";
import { caseRow } from "../server/case-references/case-rows";
import { openCaseCipher } from "../server/case-references/open-cipher";
import type { Db } from "../server/db/client";
import { readEnvironment } from "../server/env";
import { auditRow, writeAuditRows } from "../server/services/audit";
import { readModelFiles } from "../server/services/model-files";
import { loadModel, registerModel } from "../server/services/model-store";
import { markDaysStale } from "../server/services/rollup-days";
import { namedVersions } from "../server/services/served-models";
import type { SeedModel } from "./seed-regions";
import { predictionRow, type SeedPrediction, type SeedRows, type SeedScenario, seedRows } from "./seed-rows";

const batchSize = 500;
const transactionMilliseconds = 60_000;

/**
 * How many made-up predictions there are that may be added to. Stored predictions are never deleted, so made-up ones
 * must not get among real ones by mistake, nor `steady` ones twice among themselves.
 */
async function presentSeed(db: Db, scenario: SeedScenario): Promise<number> {
  const [seeded, entered] = await Promise.all([
    db.prediction.count({ where: { source: "seed" } }),
    db.prediction.count({ where: { source: { not: "seed" } } }),
  ]);
  if (entered > 0) {
    throw new Error(
      `There are predictions already (${seeded} made up, ${entered} entered by people or programs). ` +
        "Nothing was added. To start over: npm run db:reset",
    );
  }
  if (seeded > 0 && scenario === "steady") {
    throw new Error(
      `There are ${seeded} made-up predictions already. Nothing was added. ` +
        "To add ten days of drifted ones: npm run db:seed -- drifted. To start over: npm run db:reset",
    );
  }
  return seeded;
}

/** The registry's champion; where there is none yet, the folder's model, which is entered. */
async function answeringModel(db: Db): Promise<SeedModel> {
  const version = (await namedVersions(db)).get(championName);
  if (version === undefined) {
    const files = await readModelFiles(readEnvironment().MICROCALC_MODEL);
    await registerModel(db, files);
    return files;
  }
  const { heldOut } = await db.modelVersion.findUniqueOrThrow({
    where: { version },
    select: { heldOut: true },
  });
  return {
    model: await loadModel(db, version),
    heldOut: heldOut === null ? null : heldOutSchema.parse(heldOut),
  };
}

const batches = <Row>(rows: readonly Row[]) =>
  Array.from({ length: Math.ceil(rows.length / batchSize) }, (_, i) =>
    rows.slice(i * batchSize, (i + 1) * batchSize),
  );

const caseOf = ({ id, createdAt, caseReference }: SeedPrediction) =>
  caseReference === null ? [] : [{ predictionId: id, predictedAt: createdAt, reference: caseReference }];

/** All or nothing. */
async function store(
  db: Db,
  { predictions, outcomes, reviews }: SeedRows,
  cipher: CaseCipher,
): Promise<void> {
  const cases = predictions.flatMap(caseOf).map((named) => caseRow(cipher, named));
  await db.$transaction(
    async (tx) => {
      for (const data of batches(predictions.map(predictionRow))) await tx.prediction.createMany({ data });
      for (const data of batches(cases)) await tx.caseReference.createMany({ data });
      for (const data of batches(outcomes)) await tx.outcomeRecord.createMany({ data });
      for (const data of batches(reviews)) await tx.review.createMany({ data });
      const ids = predictions.map(({ id }) => id);
      await markDaysStale(tx, ids);
      const act = { action: "prediction.seed", details: { count: predictions.length } } as const;
      await writeAuditRows(tx, [auditRow({ now: () => new Date() }, commandLine, act)]);
    },
    { timeout: transactionMilliseconds },
  );
}

interface MigratedDatabase {
  readonly db: Db;
  readonly url: string;
}

/** Made-up rows for a migrated database; throws where there are any that are not made up, and adds none. */
export async function seedInto({ db, url }: MigratedDatabase, scenario: SeedScenario): Promise<SeedRows> {
  const present = await presentSeed(db, scenario);
  const env = { ...readEnvironment(), ROLE: "all" } as const;
  const cipher = await openCaseCipher(env, { db, url, log: { info: () => undefined } });
  const rows = seedRows({ scenario, now: new Date(), present, ...(await answeringModel(db)) });
  await store(db, rows, cipher);
  return rows;
}
