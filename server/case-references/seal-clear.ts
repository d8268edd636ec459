import pg from "pg";
import type { CaseCipher } from "./case-cipher";
import { sealedRow } from "./case-rows";

/** Rows of one transaction. */
const batchSize = 1000;
const connectMilliseconds = 5000;

interface ClearRow {
  readonly id: string;
  readonly at: Date;
  readonly reference: string;
}

/** Encrypts some, or none where none are left; whole in one transaction. Another process's rows are waited for. */
async function sealBatch(client: pg.Client, cipher: CaseCipher): Promise<number> {
  await client.query("BEGIN");
  const { rows } = await client.query<ClearRow>(`
    DELETE FROM unsealed_case_references WHERE prediction_id IN (
      SELECT prediction_id FROM unsealed_case_references ORDER BY prediction_id LIMIT ${batchSize} FOR UPDATE
    ) RETURNING prediction_id AS id, predicted_at AS at, reference`);
  const sealed = rows.map(({ id, at, reference }) => ({
    ...{ id, at },
    ...sealedRow(cipher, { predictionId: id, reference }),
  }));
  await client.query(
    `INSERT INTO case_references (prediction_id, predicted_at, hash, sealed)
     SELECT id, at, decode(hash, 'hex'), decode(sealed, 'hex')
     FROM json_to_recordset($1::json) AS row(id uuid, at timestamptz, hash text, sealed text)`,
    [JSON.stringify(sealed)],
  );
  await client.query("COMMIT");
  return rows.length;
}

/** Gives the file back in which the rows stood that were deleted. */
async function clearAway(client: pg.Client): Promise<void> {
  await client.query("BEGIN");
  await client.query("LOCK TABLE unsealed_case_references");
  const { rowCount } = await client.query("SELECT FROM unsealed_case_references LIMIT 1");
  if (rowCount === 0) await client.query("TRUNCATE unsealed_case_references");
  await client.query("COMMIT");
}

async function sealAll(client: pg.Client, cipher: CaseCipher): Promise<number> {
  const { rows } = await client.query<{ bytes: string }>(
    "SELECT pg_relation_size('unsealed_case_references') AS bytes",
  );
  if (Number(rows[0]?.bytes) === 0) return 0;
  let [all, some] = [0, 0];
  do {
    some = await sealBatch(client, cipher);
    all += some;
  } while (some > 0);
  await clearAway(client);
  return all;
}

/**
 * Encrypts what was stored before case references were encrypted; returns how many. Before the server is ready, so that
 * none is looked for in vain. Whatever ends it on the way, the next start goes on; several at once take turns. As the
 * database's own account, which alone may give files back.
 */
export async function sealClearReferences(url: string, cipher: CaseCipher): Promise<number> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "microcalc sealing of references",
    connectionTimeoutMillis: connectMilliseconds,
    keepAlive: true,
  });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await sealAll(client, cipher);
  } finally {
    await client.end().catch(() => undefined);
  }
}
