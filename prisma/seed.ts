import { parseArgs } from "node:util";
import { assess } from "../lib/model/model";
import { describeDatabase, runCommand, sharedDatabase } from "../server/cli/command-database";
import { createDb, type Db } from "../server/db/client";
import { migrate } from "../server/db/migrate";
import { readEnvironment } from "../server/env";
import { readModelFiles } from "../server/services/model-files";
import { registerModel } from "../server/services/model-store";
import { type SeedRows, type SeedScenario, seedRows, seedScenarios } from "./seed-rows";

const usage = `npm run db:seed -- ${seedScenarios.join("|")}|empty`;
const batchSize = 500;
const nothing: SeedRows = { predictions: [], outcomes: [] };

/** Stored predictions are never deleted, so made-up ones must not get among real ones by mistake. */
async function refuseUnlessEmpty(db: Db): Promise<void> {
  const [seeded, entered] = await Promise.all([
    db.prediction.count({ where: { source: "seed" } }),
    db.prediction.count({ where: { source: { not: "seed" } } }),
  ]);
  if (seeded + entered === 0) return;
  throw new Error(
    `There are predictions already (${seeded} made up, ${entered} entered by people or programs). ` +
      "Nothing was added. To start over: npm run db:reset",
  );
}

/** All or nothing. */
async function store(db: Db, { predictions, outcomes }: SeedRows): Promise<void> {
  const batches = <Row>(rows: readonly Row[]) =>
    Array.from({ length: Math.ceil(rows.length / batchSize) }, (_, i) =>
      rows.slice(i * batchSize, (i + 1) * batchSize),
    );
  await db.$transaction([
    ...batches(predictions).map((data) => db.prediction.createMany({ data })),
    ...batches(outcomes).map((data) => db.outcomeRecord.createMany({ data })),
  ]);
}

async function seed(db: Db, scenario: SeedScenario): Promise<SeedRows> {
  await refuseUnlessEmpty(db);
  const files = await readModelFiles(readEnvironment().MICROCALC_MODEL);
  const { model } = files;
  await registerModel(db, files);
  const rows = seedRows({
    scenario,
    now: new Date(),
    modelVersion: model.card.version,
    reference: model.reference,
    assess: (vector) => assess(model, vector),
  });
  await store(db, rows);
  return rows;
}

async function main(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const scenario = seedScenarios.find((name) => name === positionals[0]);
  if (positionals.length !== 1 || (!scenario && positionals[0] !== "empty")) throw new Error(usage);
  const database = await sharedDatabase();
  const db = createDb(database.url);
  try {
    await migrate({ url: database.url, root: process.cwd() });
    const { predictions, outcomes } = scenario ? await seed(db, scenario) : nothing;
    process.stdout.write(
      `Added ${predictions.length} made-up predictions and ${outcomes.length} outcomes ` +
        `to ${describeDatabase(database.url)}.\n`,
    );
  } finally {
    await db.$disconnect();
    await database.stop();
  }
}

runCommand(main);
