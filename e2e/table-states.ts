import type pg from "pg";

const tables = [
  ...["users", "credentials", "second_factors", "setup_links", "predictions", "outcomes", "reviews"],
  ...["idempotency_keys", "model_versions", "model_moves", "datasets", "training_runs", "reference_sets"],
];
/** Of these what a mere use of them does not change. */
const parts = {
  sessions: "SELECT id, user_id, token_hash, created_at, expires_at FROM sessions",
  api_keys: "SELECT id, name, role, scopes, secret_hash, created_by_id, expires_at, revoked_at FROM api_keys",
};

/** By table, a digest of all its rows: two are equal when nothing was written between them but the trail. */
export async function tableStates(database: pg.Client): Promise<Record<string, string>> {
  const wholes = tables.map((table) => [table, `SELECT * FROM ${table}`] as const);
  const columns = [...wholes, ...Object.entries(parts)].map(
    ([name, rows]) =>
      `(SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '' ORDER BY t::text)), '') FROM (${rows}) t) AS ${name}`,
  );
  const { rows } = await database.query(`SELECT ${columns.join(", ")}`);
  return rows[0];
}
