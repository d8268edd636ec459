import { v7 as uuidv7 } from "uuid";
import type { Prediction } from "../../lib/prediction";
import { Prisma } from "../../prisma/generated/client";
import type { Caller } from "../auth/caller";
import type { CaseCipher } from "../case-references/case-cipher";
import { sealedRow } from "../case-references/case-rows";
import type { Ask } from "../db/client";
import { coalesce } from "./coalesce";
import type { Dependencies } from "./dependencies";

/** A prediction to store under the key it was submitted with. */
interface Entry {
  readonly prediction: Prediction;
  readonly caller: Caller;
  readonly idempotencyKey: string;
}

/** Stores a prediction with its key; false when the actor had used the key before. */
export type PredictionWriter = (entry: Entry) => Promise<boolean>;

/** Most rows of one statement; more come together only when the database is slow. */
const rowsAtOnce = 200;

/** How entries are sent: by which statement, and the case they name as ciphertext. */
interface Writing {
  readonly ask: Ask;
  readonly cipher: CaseCipher;
}

function toRow({ prediction, caller, idempotencyKey }: Entry, cipher: CaseCipher) {
  const { createdBy, features, caseReference: reference, ...others } = prediction;
  const { caseReferenceState: _, outcome: __, review: ___, ...rest } = others;
  const { role, address, requestId, credentialId } = caller;
  return {
    ...{ ...rest, ...features, idempotencyKey, actorId: createdBy.id, actorName: createdBy.name },
    ...{ auditId: uuidv7(), actorRole: role, address, requestId },
    ...(reference !== null && sealedRow(cipher, { predictionId: prediction.id, reference })),
    auditDetails: credentialId === null ? {} : { credential: credentialId },
  };
}

/**
 * Keys, predictions, the cases they name and their rows of the audit trail in one statement, hence in one transaction:
 * for each submission all are stored or nothing; one whose key was used before leaves no row here. A submission whose
 * key another transaction is just storing waits here for its end; keys are taken in their order, so that two such
 * statements cannot wait for each other.
 */
const storing = (rows: ReturnType<typeof toRow>[]) => Prisma.sql`
    WITH submitted AS (
      SELECT * FROM json_to_recordset(${JSON.stringify(rows)}::json) AS row(
        id uuid, "createdAt" timestamptz, "actorId" text, "actorName" text, source source,
        area float8, "greyLevel" float8, "gradientStrength" float8, "noiseFluctuation" float8, contrast float8,
        "shapeDescriptor" float8, "rawScore" float8, probability float8, label label, threshold float8,
        "operatingPoint" text, "modelVersion" text, explanation jsonb,
        "firstOpinion" opinion, "idempotencyKey" text, hash text, sealed text,
        "auditId" uuid, "actorRole" text, address text, "requestId" text, "auditDetails" jsonb
      )
    ),
    claimed AS (
      INSERT INTO idempotency_keys (actor_id, key, prediction_id, created_at)
      SELECT "actorId", "idempotencyKey", id, "createdAt"
      FROM submitted ORDER BY "actorId", "idempotencyKey"
      ON CONFLICT DO NOTHING
      RETURNING prediction_id
    ),
    stored AS (
      INSERT INTO predictions (
        id, created_at, actor_id, actor_name, source,
        area, grey_level, gradient_strength, noise_fluctuation, contrast, shape_descriptor,
        raw_score, probability, label, threshold, operating_point, model_version, explanation,
        first_opinion
      )
      SELECT
        id, "createdAt", "actorId", "actorName", source,
        area, "greyLevel", "gradientStrength", "noiseFluctuation", contrast, "shapeDescriptor",
        "rawScore", probability, label, threshold, "operatingPoint", "modelVersion", explanation,
        "firstOpinion"
      FROM submitted JOIN claimed ON claimed.prediction_id = submitted.id
      RETURNING id
    ),
    named AS (
      INSERT INTO case_references (prediction_id, predicted_at, hash, sealed)
      SELECT id, "createdAt", decode(hash, 'hex'), decode(sealed, 'hex')
      FROM submitted JOIN stored USING (id) WHERE sealed IS NOT NULL
    ),
    audited AS (
      INSERT INTO audit_events (
        id, at, actor_id, actor_name, actor_role, action, target_type, target_id, address, request_id, result, details
      )
      SELECT
        "auditId", "createdAt", "actorId", left("actorName", 200), "actorRole", 'prediction.create', 'prediction',
        id::text, address, "requestId", 'done', "auditDetails"
      FROM submitted JOIN stored USING (id)
    )
    SELECT id::text FROM stored`;

/** For each entry, in their order, whether it was stored. */
async function writeEntries({ ask, cipher }: Writing, entries: Entry[]): Promise<boolean[]> {
  const rows = entries.map((entry) => toRow(entry, cipher));
  const stored = await ask<{ id: string }>("store predictions", storing(rows));
  const ids = new Set(stored.map(({ id }) => id));
  return entries.map(({ prediction }) => ids.has(prediction.id));
}

/**
 * Stores an entry by the same statement, takes it back, and commits the nothing that is left: that commit, too, waits
 * for the disk and for replicas that have to agree. Whatever would keep a prediction from being stored fails here.
 */
export function rehearseWrite(
  { db, caseCipher: cipher }: Pick<Dependencies, "db" | "caseCipher">,
  entry: Entry,
): Promise<boolean> {
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`SAVEPOINT before_entry`;
    const [stored = false] = await writeEntries({ ask: (_, statement) => tx.$queryRaw(statement), cipher }, [
      entry,
    ]);
    await tx.$executeRaw`ROLLBACK TO SAVEPOINT before_entry`;
    return stored;
  });
}

/** A writer that stores submissions arriving together in one statement, for one flush to disk instead of many. */
export function createPredictionWriter(ask: Ask, cipher: CaseCipher): PredictionWriter {
  return coalesce((entries) => writeEntries({ ask, cipher }, entries), rowsAtOnce);
}
