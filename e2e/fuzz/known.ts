import { createHash } from "node:crypto";
import type { Db } from "../../server/db/client";
import { registerModel } from "../../server/services/model-store";
import { anotherModel } from "../../server/testing/another-model";
import { madeUpFileText } from "../../server/testing/made-up-file";
import { aBody } from "../../server/testing/submission";
import { adminOf, call, dataIn, makeKey, sessionOf } from "../callers";
import { createPerson } from "../people";
import type { KnownValues } from "./schema-inputs";

/** What an input of a procedure may name. */
export type Known = (procedure: string) => KnownValues;

type Ask = <Data>(procedure: string, body?: unknown) => Promise<Data>;
interface Identified {
  readonly id: string;
}

async function makePredictions(ask: Ask): Promise<KnownValues> {
  const ids: string[] = [];
  for (let count = 0; count < 5; count++) ids.push((await ask<Identified>("predictions.create", aBody())).id);
  const file = Buffer.from(`id,outcome\n${ids[0]},calcification\n`);
  const fileSha256 = [createHash("sha256").update(file).digest("hex")];
  const timeZone = ["Europe/Paris", "UTC"];
  return { id: ids, after: ids, base64: [file.toString("base64")], fileSha256, timeZone };
}

async function makeRows(ask: Ask): Promise<KnownValues> {
  const rows = Buffer.from(madeUpFileText(240, 1)).toString("base64");
  const { sha256 } = await ask<{ sha256: string }>("datasets.upload", { name: "known.csv", base64: rows });
  return { sha256: [sha256], dataset: [sha256], base64: [rows] };
}

async function makeRun(ask: Ask, { dataset = [] }: KnownValues): Promise<KnownValues> {
  const options = { trees: 10, folds: 2 };
  const body = { idempotencyKey: "a-run-that-waits", dataset: dataset[0], options };
  return { id: [(await ask<Identified>("training.start", body)).id], dataset };
}

/** Of people that nobody is signed in as: what is done to them ends no sender's session. */
async function makeVictims(url: string, db: Db) {
  const victims = [await createPerson(db, "clinician"), await createPerson(db, "auditor")];
  const sessions: string[] = [];
  for (const victim of victims) {
    const as = await sessionOf(url, victim);
    sessions.push(...dataIn<Identified[]>(await call(url, "session.list", { as })).map(({ id }) => id));
  }
  const email = victims.map((victim) => victim.email);
  return { accounts: { id: victims.map(({ id }) => id), email }, session: { id: sessions, email } };
}

/** The markers of second pages, by the procedure that takes them. */
async function makeMarkers(ask: Ask): Promise<Readonly<Record<string, KnownValues>>> {
  const lists = ["predictions.list", "outcomes.open", "models.list", "audit.list"];
  const pages = lists.map(async (name) => {
    const { nextCursor } = await ask<{ nextCursor: string | null }>(name, { limit: 1 });
    return [name, { cursor: nextCursor === null ? [] : [nextCursor] }] as const;
  });
  return Object.fromEntries(await Promise.all(pages));
}

/** Makes one or several of everything that requests may name. */
export async function makeThings(url: string, db: Db): Promise<Known> {
  const ask: Ask = async (procedure, body = {}) =>
    dataIn(await call(url, procedure, { as: adminOf(url), body }));
  const { version: champion } = await ask<{ version: string }>("models.current");
  const candidate = await anotherModel({ trees: 40 });
  await registerModel(db, candidate);
  const versions = [champion, candidate.model.card.version];
  const [predictions, datasets] = [await makePredictions(ask), await makeRows(ask)];
  const groups: Readonly<Record<string, KnownValues>> = {
    ...{ predictions, outcomes: predictions, datasets, training: await makeRun(ask, datasets) },
    ...(await makeVictims(url, db)),
    apiKeys: { id: [(await makeKey(url, { role: "service" })).id] },
    audit: { target: predictions.id ?? [] },
    models: { tree: [1, 2, 100], name: ["challenger", "night"] },
  };
  const ofVersions = ["version", "a", "b", "to", "expected", "expectedChampion", "modelVersion"];
  const everywhere = Object.fromEntries(ofVersions.map((name) => [name, versions]));
  const markers = await makeMarkers(ask);
  return (procedure) => {
    const own = groups[procedure.split(".", 1)[0] ?? ""];
    // Elsewhere `to` is a day.
    const named = procedure.startsWith("models.") ? everywhere : { modelVersion: versions };
    return { ...named, ...own, ...markers[procedure] };
  };
}
