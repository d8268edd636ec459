import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Environment, readEnvironment } from "../env";
import { createLog } from "../observability/log";
import { createPrediction } from "../services/create-prediction";
import { createFirstAnswerReader } from "../services/first-answers";
import { createPredictionWriter } from "../services/prediction-writer";
import { predictionById } from "../services/predictions";
import { aSubmission } from "../testing/submission";
import { createTestDependencies } from "../testing/test-dependencies";
import { takeKey } from "./agree-on-key";
import { type CaseCipher, createCaseCipher } from "./case-cipher";
import { openCaseCipher } from "./open-cipher";
import { renewSeals } from "./renew-seals";

const [one, two] = ["of-tests-alone-1f0c77ab52d340e8", "of-tests-alone-e2d9904c81bb675a"];
let deps: Awaited<ReturnType<typeof createTestDependencies>>;
let home: string;

beforeEach(async () => {
  deps = await createTestDependencies();
  home = await mkdtemp(path.join(tmpdir(), "microcalc-case-key-"));
});
afterEach(async () => {
  await deps.drop();
  await rm(home, { recursive: true });
});

const log = createLog("silent");
const environment = (more: Partial<Environment>) => ({
  ...readEnvironment({ DATABASE_URL: deps.url, MICROCALC_HOME: home }),
  ...more,
});
const open = (more: Partial<Environment>) =>
  openCaseCipher(environment(more), { db: deps.db, url: deps.url, log });
const under = (caseCipher: CaseCipher) => ({
  ...deps,
  caseCipher,
  writePrediction: createPredictionWriter((_, statement) => deps.db.$queryRaw(statement), caseCipher),
  readFirstAnswer: createFirstAnswerReader({ db: deps.db, caseCipher }),
});
const stateOf = async (caseCipher: CaseCipher, id: string) => {
  const { caseReference, caseReferenceState } = await predictionById(under(caseCipher), id);
  return [caseReference, caseReferenceState];
};

describe("the key of a database", () => {
  test("has to be given with a DATABASE_URL, unless to a worker, which can read nothing with what it gets", async () => {
    await expect(open({})).rejects.toThrow(/^CASE_KEY is not set\. /);
    const cipher = await open({ CASE_KEY: one });
    const { id } = await createPrediction(under(cipher), aSubmission({ caseReference: "CASE 1" }));
    expect(await stateOf(cipher, id)).toEqual(["CASE 1", "readable"]);
    expect(await stateOf(await open({ ROLE: "worker" }), id)).toEqual([null, "unreadable"]);
  });

  test("is made once with an embedded database, whole, and for its owner alone; one cut short is refused", async () => {
    const embedded = { DATABASE_URL: undefined };
    const [first, second] = await Promise.all([open(embedded), open(embedded)]);
    expect(second.keyId).toEqual(first.keyId);
    const file = path.join(home, "case-key");
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await writeFile(file, (await readFile(file, "utf8")).slice(0, 20));
    await expect(open(embedded)).rejects.toThrow("is cut short");
  });

  test("is the first that comes: a process with another is refused in a sentence, and has written nothing", async () => {
    await open({ CASE_KEY: one });
    await open({ CASE_KEY: one });
    await expect(open({ CASE_KEY: two })).rejects.toThrow(
      /^CASE_KEY, or the file case-key .* is not the key/,
    );
    expect(await deps.db.caseKey.count()).toBe(1);
  });

  test("is changed beside the one before, and a process that has only that one is refused", async () => {
    const before = await open({ CASE_KEY: one });
    const { id } = await createPrediction(under(before), aSubmission({ caseReference: "CASE 1" }));
    const after = await open({ CASE_KEY: two, CASE_KEY_PREVIOUS: one });
    expect(await stateOf(after, id)).toEqual(["CASE 1", "readable"]);
    await expect(open({ CASE_KEY: one })).rejects.toThrow("is an earlier key");
    const { signal } = new AbortController();
    expect(await renewSeals(deps.db, after, signal)).toEqual({ renewed: 1, unreadable: 0 });
    expect(await renewSeals(deps.db, after, signal)).toEqual({ renewed: 0, unreadable: 0 });
    expect(await stateOf(await open({ CASE_KEY: two }), id)).toEqual(["CASE 1", "readable"]);
    await expect(open({ CASE_KEY: one, CASE_KEY_PREVIOUS: two })).resolves.toBeDefined();
  });

  test("when it is lost another takes its place, and what was under it says so beside all the rest", async () => {
    const lost = await open({ CASE_KEY: one });
    const { id, probability } = await createPrediction(under(lost), aSubmission({ caseReference: "CASE 1" }));
    await takeKey(deps.db, createCaseCipher({ current: two, previous: null }), new Date());
    const found = await open({ CASE_KEY: two });
    expect(await predictionById(under(found), id)).toMatchObject({
      ...{ caseReference: null, caseReferenceState: "unreadable", probability },
    });
    const { signal } = new AbortController();
    expect(await renewSeals(deps.db, found, signal)).toEqual({ renewed: 0, unreadable: 1 });
  });
});

describe("references that stood in clear", () => {
  const count = 2500;
  /** As the migration leaves them: prediction after prediction, each with the reference of its number. */
  async function leaveInClear(): Promise<void> {
    const { id } = await createPrediction(deps, aSubmission());
    await deps.db.$executeRaw`
      WITH made AS (
        INSERT INTO predictions
        SELECT (p_new).* FROM (
          SELECT jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid())) AS p_new
          FROM predictions p, generate_series(1, ${count}) WHERE id = ${id}::uuid
        ) copies
        RETURNING id, created_at
      )
      INSERT INTO unsealed_case_references (prediction_id, predicted_at, reference)
      SELECT id, created_at, 'CLEAR ' || row_number() OVER () FROM made`;
  }

  test("are encrypted before the server is ready, by several processes at once, each once, and leave no file behind", async () => {
    await leaveInClear();
    const [cipher] = await Promise.all([open({ CASE_KEY: one }), open({ CASE_KEY: one })]);
    const rows = await deps.db.caseReference.findMany();
    const references = rows.map(({ predictionId, sealed }) => cipher.open(sealed, predictionId));
    const expected = Array.from({ length: count }, (_, i) => `CLEAR ${i + 1}`);
    expect(references.sort()).toEqual(expected.sort());
    expect(await deps.db.unsealedCaseReference.count()).toBe(0);
    const [file] = await deps.db.$queryRaw<[{ bytes: bigint }]>`
      SELECT pg_relation_size('unsealed_case_references') AS bytes`;
    expect(Number(file.bytes)).toBe(0);
  });

  test("of which a part was encrypted when the process died are encrypted at the next start", async () => {
    await leaveInClear();
    await deps.db.$executeRaw`
      CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF (SELECT count(*) FROM case_references) > 500 THEN RAISE 'killed'; END IF; RETURN NULL;
      END $$`;
    await deps.db.$executeRaw`
      CREATE TRIGGER die AFTER DELETE ON unsealed_case_references FOR EACH STATEMENT EXECUTE FUNCTION die()`;
    await expect(open({ CASE_KEY: one })).rejects.toThrow("killed");
    const [sealed, clear] = await Promise.all([
      deps.db.caseReference.count(),
      deps.db.unsealedCaseReference.count(),
    ]);
    expect([sealed, clear]).toEqual([1000, count - 1000]);
    await deps.db.$executeRaw`DROP TRIGGER die ON unsealed_case_references`;
    await open({ CASE_KEY: one });
    expect(await deps.db.caseReference.count()).toBe(count);
  });
});
