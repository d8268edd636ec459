import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/database";

let database: TestDatabase;
const version = "rf-000000000000";

beforeAll(async () => {
  database = await createTestDatabase();
  await database.db.modelVersion.create({
    data: { version, card: {}, reference: {}, forest: new Uint8Array() },
  });
});
afterAll(() => database.drop());

function aPrediction() {
  return {
    id: randomUUID(),
    createdAt: new Date(0),
    source: "seed" as const,
    actorId: "a",
    actorName: "A",
    area: 0,
    greyLevel: 0,
    gradientStrength: 0,
    noiseFluctuation: 0,
    contrast: 0,
    shapeDescriptor: 0,
    rawScore: 0.2,
    probability: 0.2,
    threshold: 0.5,
    operatingPoint: "balanced",
    label: "not_calcification" as const,
    modelVersion: version,
  };
}

async function refusal(work: Promise<unknown>): Promise<string> {
  return await work.then(
    () => "accepted",
    (error: unknown) => String(error),
  );
}

describe("the database itself refuses a prediction", () => {
  const features = [
    "area",
    "greyLevel",
    "gradientStrength",
    "noiseFluctuation",
    "contrast",
    "shapeDescriptor",
  ];
  // Raw SQL: the client would refuse some of these before they get there.
  const columns = features.map((key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  const insert = async (column: string, value: string) => {
    const { id } = await database.db.prediction.create({ data: aPrediction() });
    const rest = ["created_at", "source", "actor_id", "actor_name", "raw_score", "probability", "threshold"];
    const names = [...rest, "operating_point", "label", "model_version", ...columns];
    const taken = names.filter((name) => name !== column).join(", ");
    return await refusal(
      database.db.$executeRawUnsafe(
        `INSERT INTO predictions (id, ${column}, ${taken})
         SELECT gen_random_uuid(), ${value}, ${taken} FROM predictions WHERE id = '${id}'`,
      ),
    );
  };

  for (const column of columns) {
    for (const value of ["NaN", "Infinity", "-Infinity"]) {
      test(`whose ${column} is ${value}`, async () => {
        expect(await insert(column, `'${value}'`)).toContain("predictions_features_finite");
      });
    }
  }
  for (const column of ["raw_score", "probability", "threshold"]) {
    for (const value of ["1.1", "-0.1", "NaN"]) {
      test(`whose ${column} is ${value}`, async () => {
        expect(await insert(column, `'${value}'`)).toMatch(
          new RegExp(`predictions_${column}_range|predictions_label_follows_threshold`),
        );
      });
    }
  }
  test("whose label contradicts its threshold", async () => {
    expect(await insert("label", "'calcification'")).toContain("predictions_label_follows_threshold");
  });
  test("of an unknown model", async () => {
    expect(await insert("model_version", "'rf-ffffffffffff'")).toContain("predictions_model_version_fkey");
  });
  test("but takes extreme finite values", async () => {
    expect(await insert("area", "1.7976931348623157e308")).toBe("accepted");
    expect(await insert("area", "-5e-324")).toBe("accepted");
  });
});

test("the database itself refuses a note over 2000 characters, a nameless time zone and malformed idempotency keys", async () => {
  const { db } = database;
  const { id: predictionId } = await db.prediction.create({ data: aPrediction() });
  const outcome = {
    id: randomUUID(),
    predictionId,
    outcome: "undetermined" as const,
    recordedAt: new Date(0),
  };
  const actor = { actorId: "a", actorName: "A" };
  const note = (length: number) =>
    refusal(db.outcomeRecord.create({ data: { ...outcome, ...actor, note: "é".repeat(length) } }));
  expect(await note(2001)).toContain("outcomes_note_length");
  expect(await note(2000)).toBe("accepted");
  const zone = (timeZone: string) =>
    refusal(db.outcomeRecord.create({ data: { ...outcome, ...actor, id: randomUUID(), timeZone } }));
  expect(await zone("")).toContain("outcomes_time_zone_length");
  expect(await zone("a".repeat(65))).toContain("outcomes_time_zone_length");
  const key = (text: string) =>
    refusal(
      db.idempotencyKey.create({
        data: { actorId: "a", key: text, predictionId, createdAt: new Date(0) },
      }),
    );
  expect(await key("short")).toContain("idempotency_keys_key_length");
  expect(await key("x".repeat(129))).toContain("idempotency_keys_key_length");
  expect(await key("x".repeat(36))).toBe("accepted");
});

test("a prediction, an outcome and a model, once stored, can be neither changed nor removed", async () => {
  const { db } = database;
  const { id: predictionId } = await db.prediction.create({ data: aPrediction() });
  await db.outcomeRecord.create({
    data: {
      id: randomUUID(),
      predictionId,
      outcome: "undetermined",
      recordedAt: new Date(0),
      actorId: "a",
      actorName: "A",
    },
  });
  const statements = [
    "UPDATE predictions SET probability = 0.3",
    "DELETE FROM predictions",
    "TRUNCATE predictions CASCADE",
    "UPDATE outcomes SET note = ''",
    "DELETE FROM outcomes",
    "TRUNCATE outcomes",
    "UPDATE model_versions SET card = '{}'",
    "DELETE FROM model_versions",
    "TRUNCATE model_versions CASCADE",
  ];
  for (const statement of statements) {
    expect(await refusal(db.$executeRawUnsafe(statement)), statement).toContain("kept as they were written");
    const withTriggersOff = db.$transaction([
      db.$executeRawUnsafe("SET LOCAL session_replication_role = replica"),
      db.$executeRawUnsafe(statement),
    ]);
    expect(await refusal(withTriggersOff), `${statement}, triggers off`).toContain(
      "kept as they were written",
    );
  }
});

test("a case stands beside its prediction as 32 bytes of hash and no less than a text's ciphertext", async () => {
  const { db } = database;
  const { id: predictionId } = await db.prediction.create({ data: aPrediction() });
  const named = (hash: number, sealed: number) =>
    refusal(
      db.caseReference.create({
        data: {
          ...{ predictionId, predictedAt: new Date(0) },
          ...{ hash: new Uint8Array(hash), sealed: new Uint8Array(sealed) },
        },
      }),
    );
  expect(await named(31, 40)).toContain("case_references_hash_length");
  for (const bytes of [37, 294]) expect(await named(32, bytes)).toContain("case_references_sealed_length");
  expect(await named(32, 38)).toBe("accepted");
});

test("of an outcome and a review the words can be erased, once, and nothing else with them", async () => {
  const { db } = database;
  const { id: predictionId } = await db.prediction.create({ data: aPrediction() });
  const by = { predictionId, actorId: "a", actorName: "A" };
  const [outcomeId, reviewId] = [randomUUID(), randomUUID()];
  const said = { id: outcomeId, outcome: "undetermined", note: "Words.", recordedAt: new Date(0) } as const;
  await db.outcomeRecord.create({ data: { ...said, ...by } });
  const verdict = { id: reviewId, verdict: "dismissed", reason: "Words.", reviewedAt: new Date(0) } as const;
  await db.review.create({ data: { ...verdict, ...by } });
  const run = (statement: string) => refusal(db.$executeRawUnsafe(statement));
  const outcome = (set: string) => run(`UPDATE outcomes SET ${set} WHERE id = '${outcomeId}'`);
  const review = (set: string) => run(`UPDATE reviews SET ${set} WHERE id = '${reviewId}'`);
  const erasing = {
    outcome: "note = NULL, note_erased_at = now()",
    review: "reason = NULL, reason_erased_at = now()",
  };
  for (const set of ["note = NULL", "note = 'Others.'", `${erasing.outcome}, outcome = 'calcification'`])
    expect(await outcome(set), set).toContain("kept as they were written");
  for (const set of ["reason = 'Others.'", `${erasing.review}, verdict = 'agreed'`])
    expect(await review(set), set).toContain("kept as they were written");
  expect(await outcome(erasing.outcome)).toBe("accepted");
  expect(await review(erasing.review)).toBe("accepted");
  for (const set of [erasing.outcome, "note = 'Back.', note_erased_at = NULL"])
    expect(await outcome(set), set).toContain("kept as they were written");
});

describe("the database itself refuses a set of reference cases", () => {
  const set = "gen_random_uuid(), 'a.csv', decode(repeat('00', 32), 'hex'), 2, 1, now()";
  const insertSet = (values: string) =>
    refusal(
      database.db.$transaction(async (tx) => {
        await tx.$executeRawUnsafe("DELETE FROM reference_sets");
        await tx.$executeRawUnsafe(
          `INSERT INTO reference_sets (id, name, rows_sha256, rows, positives, loaded_at) VALUES (${values})`,
        );
      }),
    );
  const insertCase = (values: string) =>
    refusal(
      database.db.$executeRawUnsafe(
        `INSERT INTO reference_cases (set_id, position, positives, negatives, area, grey_level,
           gradient_strength, noise_fluctuation, contrast, shape_descriptor)
         SELECT id, ${values} FROM reference_sets`,
      ),
    );

  test("beside another one", async () => {
    expect(await insertSet(set)).toBe("accepted");
    expect(await insertSet(`${set}), (${set}`)).toContain("reference_sets_one");
  });
  test("without a name, with another hash than a SHA-256, with more positives than rows", async () => {
    expect(await insertSet(set.replace("'a.csv'", "''"))).toContain("reference_sets_name_length");
    expect(await insertSet(set.replace("32)", "31)"))).toContain("reference_sets_rows_sha256_length");
    expect(await insertSet(set.replace("2, 1,", "2, 3,"))).toContain("reference_sets_counts");
    expect(await insertSet(set.replace("2, 1,", "0, 0,"))).toContain("reference_sets_counts");
  });
  test("with a case that is not finite or that no row has", async () => {
    expect(await insertSet(set)).toBe("accepted");
    for (let feature = 0; feature < 6; feature++) {
      for (const value of ["NaN", "Infinity", "-Infinity"]) {
        const values = Array.from({ length: 6 }, (_, i) => (i === feature ? `'${value}'` : "0"));
        expect(await insertCase(`0, 1, 0, ${values}`)).toContain("reference_cases_features_finite");
      }
    }
    for (const counts of ["-1, 1, 0", "0, 0, 0", "0, -1, 2", "0, 2, -1"]) {
      expect(await insertCase(`${counts}, 0, 0, 0, 0, 0, 0`)).toContain("reference_cases_counts");
    }
    expect(await insertCase("0, 1, 0, 0, 0, 0, 0, 0, 0")).toBe("accepted");
  });
});
