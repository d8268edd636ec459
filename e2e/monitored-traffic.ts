import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { toVector } from "../lib/features";
import { assess } from "../lib/model/model";
import { modelMoveSchema } from "../lib/model/moves";
import { modelDetailSchema } from "../lib/model/registry";
import { type Outcome, predictionSchema, recordedOutcomeSchema } from "../lib/prediction";
import { createRandom } from "../lib/random";
import { trainingRunSchema } from "../lib/training/training-run";
import { type MadeUpRegion, madeUpRegions } from "../prisma/seed-regions";
import { createDb } from "../server/db/client";
import { readModelFiles } from "../server/services/model-files";
import { registerModel } from "../server/services/model-store";
import { anotherModel } from "../server/testing/another-model";
import { dependenciesOn } from "../server/testing/dependencies-on";
import type { TestCluster } from "../server/testing/postgres-cluster";
import { preparedDatabase } from "../server/testing/prepared-home";
import { aBody } from "../server/testing/submission";
import { aStoredDataset, aTrainingRequest } from "../server/testing/training";
import { ask } from "./accounts";
import type { App } from "./app";
import { createOver, dataOf, post } from "./procedures";
import { openRequest } from "./raw-request";

/** Of this many made-up regions a dozen are calcifications and a dozen are called one. */
const madeUpCount = 600;
/** More than drift needs to be told, and of them enough with an outcome. */
const [submitted, followedUp] = [150, 60];
const connections = 8;

async function submit(app: App, region: MadeUpRegion, source: "form" | "api"): Promise<string> {
  const headers = { "Content-Type": "application/json", "X-Microcalc-Source": source };
  const body = JSON.stringify(aBody({ features: region.features }));
  const answer = await ask(`${app.url}/api/trpc/predictions.create`, { method: "POST", headers, body });
  return (await dataOf(answer, predictionSchema)).id;
}

/** Candidates, those that are or are called calcifications first, and what many of them turned out to be. */
async function assessAndFollowUp(app: App): Promise<void> {
  const files = await readModelFiles("data/model");
  const regions = madeUpRegions(files, { count: madeUpCount, random: createRandom(7) });
  const rank = ({ positive, features }: MadeUpRegion) =>
    Number(positive || assess(files.model, toVector(features)).label === "calcification");
  const chosen = regions.sort((a, b) => rank(b) - rank(a)).slice(0, submitted);
  const queue = chosen.entries();
  const one = async () => {
    for (const [place, region] of queue) {
      const id = await submit(app, region, place % 2 === 0 ? "form" : "api");
      if (place > followedUp) continue;
      const truth: Outcome = region.positive ? "calcification" : "not_calcification";
      const outcome = place === followedUp ? "undetermined" : truth;
      await dataOf(await post(app.url, "predictions.recordOutcome", { id, outcome }), recordedOutcomeSchema);
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
}

/** Refused for several reasons, sent twice, given up half-way. */
async function misbehave(app: App): Promise<void> {
  const body = aBody();
  await createOver(app.url, body);
  await createOver(app.url, body);
  const other = { ...body, features: { ...body.features, area: 0.5 } };
  await post(app.url, "predictions.create", other);
  await post(app.url, "predictions.create", { ...aBody(), features: {} });
  await post(app.url, "predictions.byId", { id: randomUUID() });
  await post(app.url, "predictions.list", { cursor: "none" });
  await post(app.url, "predictions.created", {});
  await ask(`${app.url}/api/trpc/predictions.create`, { method: "POST", body: "{" });
  for (let turn = 0; turn < 5; turn++) await giveUp(app);
}

/** Hangs up as soon as a submission is on its way. */
async function giveUp(app: App): Promise<void> {
  const { sent, answer } = openRequest(`${app.url}/api/trpc/predictions.create`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
  });
  sent.end(JSON.stringify(aBody()), () => setTimeout(() => sent.destroy(), 1));
  await answer.catch(() => undefined);
}

async function lookAround(app: App): Promise<void> {
  for (const page of ["/", "/history", "/models", "/trends", "/drift", "/no/such/page"])
    await (await ask(`${app.url}${page}`)).text();
  for (const procedure of ["models.current", "predictions.list", "trends.windows", "drift.report"])
    await post(app.url, procedure, procedure === "models.current" ? undefined : { by: "day" });
  await ask(`${app.url}/api/export/predictions`, {
    method: "POST",
    body: new URLSearchParams({ filters: "{}" }),
  }).then((answer) => answer.text());
}

/** Takes the database away until submissions have failed, and gives it back. */
async function outage(app: App, cluster: TestCluster): Promise<void> {
  await cluster.stop();
  for (let failed = 0; failed < 3; )
    if ((await post(app.url, "predictions.create", aBody())).status === 503) failed += 1;
  await cluster.start();
  while (!(await post(app.url, "predictions.create", aBody())).ok) await sleep(100);
}

/** A challenger that scores in the shadow, and a champion that is promoted and rolled back. */
async function moveModels(app: App, databaseUrl: string): Promise<void> {
  const db = createDb(databaseUrl);
  const [challenger, other] = [
    await registerModel(db, await anotherModel({ trees: 60 })),
    await registerModel(db, await anotherModel({ trees: 40 })),
  ];
  await db.$disconnect();
  const champion = (await dataOf(await post(app.url, "models.current", undefined), modelDetailSchema))
    .version;
  const move = async (kind: "assign" | "promote" | "rollBack", input: object) =>
    dataOf(await post(app.url, `models.${kind}`, { reason: "To be seen.", ...input }), modelMoveSchema);
  await move("assign", { name: "challenger", version: challenger.card.version, expected: null });
  const promoted = other.card.version;
  await move("promote", { version: promoted, expectedChampion: champion, overruleReason: "To be seen." });
  await createOver(app.url);
  await move("rollBack", { to: champion, expectedChampion: promoted });
}

/** A run that is done in a second, one that lasts, one that waits for it, and somebody who watches it. */
async function train(app: App, databaseUrl: string, signal: AbortSignal): Promise<void> {
  const db = createDb(databaseUrl);
  const deps = await dependenciesOn({ db, url: databaseUrl });
  const dataset = await aStoredDataset(deps);
  await deps.trainingQueue.stop();
  await db.$disconnect();
  const variant = "extra-trees-root" as const;
  const start = async (trees: number, folds: number) => {
    const request = aTrainingRequest(dataset, { options: { variant, trees, folds, seed: 1 } });
    return (await dataOf(await post(app.url, "training.start", request), trainingRunSchema)).id;
  };
  await start(10, 2);
  const id = await start(1000, 20);
  await start(1000, 20);
  const input = encodeURIComponent(JSON.stringify({ id }));
  const stream = await ask(`${app.url}/api/trpc/training.events?input=${input}`, { signal });
  // Whoever does not read it hangs up when its memory is cleared.
  stream.text().catch(() => undefined);
}

/** What goes on while others look: a submission and a page, again and again. */
async function goOn(app: App, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await createOver(app.url);
    await (await fetch(`${app.url}/history`)).text();
    await post(app.url, "predictions.create", { ...aBody(), features: {} });
    await sleep(200, undefined, { signal }).catch(() => undefined);
  }
}

/**
 * Everything that is counted, at least once, in an order in which what takes the server longest to tell comes first.
 * Submissions then go on until the function it gives is called.
 */
export async function drive(app: App, cluster: TestCluster): Promise<() => Promise<void>> {
  const stopping = new AbortController();
  const url = cluster.url(preparedDatabase);
  await outage(app, cluster);
  await moveModels(app, url);
  await assessAndFollowUp(app);
  await misbehave(app);
  await lookAround(app);
  await train(app, url, stopping.signal);
  const going = goOn(app, stopping.signal);
  return async () => {
    stopping.abort();
    await going;
  };
}
