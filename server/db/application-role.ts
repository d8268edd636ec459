import pg from "pg";
import { lockClass } from "./lock-class";

/**
 * What the application's connections act as: it reads and writes, owns nothing, and can only add to the audit trail.
 */
export const applicationRole = "microcalc_app";

/** Of these it may read and add rows, no more. */
const addOnly = ["audit_events", "audit_seals"];
/** Of this one it may read. */
const readOnly = ["_prisma_migrations"];
/** One at a time, or two grants on one table would refuse each other. */
const grantLock = [lockClass, 6];
const connectMilliseconds = 5000;
/** The account may not: insufficient_privilege, or the role is not its to take. */
const refusals = ["42501", "22023", "0LP01"];

export interface ApplicationRole {
  /** The role to connect as; `null` where the account may not make it or take it on. */
  readonly role: string | null;
  /** Why not, for people. */
  readonly refusal: string | null;
}

const quoted = (names: readonly string[]) => names.map((name) => pg.escapeLiteral(name)).join(", ");

/** Tables on which the role lacks a privilege, or has one that it must not have; all of them where it is not there. */
const wanting = `
  SELECT format('%I', c.relname) AS name, c.relname = ANY(ARRAY[${quoted([...addOnly, ...readOnly])}]) AS narrow
  FROM pg_class c
  LEFT JOIN pg_roles r ON r.rolname = '${applicationRole}'
  WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND (
    r.oid IS NULL OR NOT has_table_privilege(r.oid, c.oid, 'SELECT')
    OR (c.relname <> ALL(ARRAY[${quoted(readOnly)}]) AND NOT has_table_privilege(r.oid, c.oid, 'INSERT'))
    OR has_table_privilege(r.oid, c.oid, 'UPDATE')
      = (c.relname = ANY(ARRAY[${quoted([...addOnly, ...readOnly])}]))
  )`;

/** Makes the role, lets this account take it on, and grants it what the application needs on all there is now. */
async function grant(client: pg.Client): Promise<void> {
  await client.query("BEGIN");
  await client.query("SELECT pg_advisory_xact_lock($1, $2)", grantLock);
  const { rowCount } = await client.query("SELECT FROM pg_roles WHERE rolname = $1", [applicationRole]);
  if (rowCount === 0) await client.query(`CREATE ROLE ${applicationRole} NOLOGIN NOINHERIT`);
  const { rows } = await client.query<{ schema: string; member: boolean; name: string }>(
    `SELECT format('%I', current_schema()) AS schema, format('%I', current_user) AS name,
       pg_has_role(current_user, '${applicationRole}', 'MEMBER') AS member`,
  );
  const [own] = rows;
  if (own === undefined) throw new Error("The database does not say who we are.");
  if (!own.member || rowCount === 0) await client.query(`GRANT ${applicationRole} TO ${own.name}`);
  await client.query(`
    GRANT USAGE ON SCHEMA ${own.schema} TO ${applicationRole};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${own.schema} TO ${applicationRole};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${own.schema} TO ${applicationRole};
    REVOKE UPDATE, DELETE ON ${addOnly.join(", ")} FROM ${applicationRole};
    REVOKE INSERT, UPDATE, DELETE ON ${readOnly.join(", ")} FROM ${applicationRole};
    COMMIT`);
}

/**
 * Sees to it, on a migrated database, that there is a role for the application's connections and that it may do what it
 * needs: after each migration once, else one query. Where the account may not, says why; the application then runs as
 * the account itself.
 */
export async function prepareApplicationRole(url: string): Promise<ApplicationRole> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "microcalc role",
    connectionTimeoutMillis: connectMilliseconds,
    keepAlive: true,
  });
  client.on("error", () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query(wanting);
    if (rows.length > 0) await grant(client);
    // Taken on here once, so that no connection of the application fails for it later.
    await client.query(`SET ROLE ${applicationRole}`);
    await client.query("SELECT FROM audit_events LIMIT 0");
    return { role: applicationRole, refusal: null };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (!refusals.includes(code)) throw error;
    return { role: null, refusal: error instanceof Error ? error.message : code };
  } finally {
    await client.end().catch(() => undefined);
  }
}
