import type { Db } from "../db/client";
import { keyIdText } from "./agree-on-key";
import type { CaseCipher } from "./case-cipher";
import { sealedRow } from "./case-rows";

/** Rows looked at in one statement. */
const batchSize = 500;
const beforeAll = "00000000-0000-0000-0000-000000000000";

interface OldRow {
  readonly id: string;
  readonly sealed: Uint8Array;
}

/** What became of the rows that were not under the current key. */
export interface Renewal {
  readonly renewed: number;
  /** Under a key that is not given. */
  readonly unreadable: number;
}

/** Where a row was erased or renewed by another process meanwhile, that holds. */
async function writeRenewed(db: Db, cipher: CaseCipher, rows: readonly OldRow[]): Promise<Renewal> {
  const renewed = rows.flatMap(({ id, sealed }) => {
    const reference = cipher.open(sealed, id);
    const before = Buffer.from(sealed).toString("hex");
    return reference === null ? [] : [{ id, before, ...sealedRow(cipher, { predictionId: id, reference }) }];
  });
  await db.$executeRaw`
    UPDATE case_references c SET hash = decode(row.hash, 'hex'), sealed = decode(row.sealed, 'hex')
    FROM json_to_recordset(${JSON.stringify(renewed)}::json) AS row(id uuid, before text, hash text, sealed text)
    WHERE c.prediction_id = row.id AND c.sealed = decode(row.before, 'hex')`;
  return { renewed: renewed.length, unreadable: rows.length - renewed.length };
}

/** Encrypts anew, in batches, what is under the key before; right when done twice, and by several at once. */
export async function renewSeals(db: Db, cipher: CaseCipher, signal: AbortSignal): Promise<Renewal> {
  const total = { renewed: 0, unreadable: 0 };
  let after = beforeAll;
  while (!signal.aborted) {
    const rows = await db.$queryRaw<OldRow[]>`
      SELECT prediction_id::text AS id, sealed FROM case_references
      WHERE prediction_id > ${after}::uuid
        AND substring(sealed FROM 2 FOR 8) <> decode(${keyIdText(cipher.keyId)}, 'hex')
      ORDER BY prediction_id LIMIT ${batchSize}`;
    const last = rows.at(-1);
    if (last === undefined) return total;
    const some = await writeRenewed(db, cipher, rows);
    total.renewed += some.renewed;
    total.unreadable += some.unreadable;
    after = last.id;
  }
  return total;
}
