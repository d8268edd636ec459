import { createHash, randomBytes } from "node:crypto";
import type pg from "pg";

/** Texts that stand nowhere else, by the field that they are typed into: what is found later was typed there. */
export function createTypedTexts() {
  const byField = new Map<string, string>();
  return {
    /** In small letters, as addresses are kept. */
    of(field: string): string {
      const text = byField.get(field) ?? `canary${randomBytes(8).toString("hex")}`;
      byField.set(field, text);
      return text;
    },
    /** The fields whose texts stand in `haystack`. */
    foundIn: (haystack: string) =>
      [...byField].flatMap(([field, text]) => (haystack.toLowerCase().includes(text) ? [field] : [])),
    all: (): ReadonlyMap<string, string> => byField,
  };
}
export type TypedTexts = ReturnType<typeof createTypedTexts>;

interface Column {
  readonly table: string;
  readonly column: string;
  readonly isBytes: boolean;
}

/** Every column of every table of ours and of the queue's, whatever its type: as text all of them can be read. */
async function columnsOf(database: pg.Client): Promise<Column[]> {
  const { rows } = await database.query<Column>(`
    SELECT format('%I.%I', n.nspname, c.relname) AS "table", a.attname AS "column",
      a.atttypid = 'bytea'::regtype AS "isBytes"
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
      AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg_toast%'`);
  return rows;
}

const sha256 = (text: string) => createHash("sha256").update(text).digest();

/**
 * Where each field's text stands in the database: as it was typed, or as an unkeyed hash, which can be guessed from.
 */
export async function placesOf(database: pg.Client, typed: TypedTexts): Promise<Record<string, string[]>> {
  const fields = [...typed.all()];
  const places: Record<string, string[]> = Object.fromEntries(fields.map(([field]) => [field, []]));
  for (const { table, column, isBytes } of await columnsOf(database)) {
    const name = `"${column}"`;
    const holds = isBytes
      ? `position(convert_to(t.text, 'UTF8') IN ${name}) > 0 OR position(t.hash IN ${name}) > 0`
      : `${name}::text ILIKE '%' || t.text || '%' OR ${name}::text LIKE '%' || encode(t.hash, 'hex') || '%'`;
    const { rows } = await database.query<{ field: string }>(
      `SELECT t.field FROM unnest($1::text[], $2::text[], $3::bytea[]) AS t(field, text, hash)
       WHERE EXISTS (SELECT FROM ${table} WHERE ${holds})`,
      [
        fields.map(([field]) => field),
        fields.map(([, text]) => text),
        fields.map(([, text]) => sha256(text)),
      ],
    );
    for (const { field } of rows) places[field]?.push(`${table.replace(/^public\./, "")}.${column}`);
  }
  for (const found of Object.values(places)) found.sort();
  return places;
}
