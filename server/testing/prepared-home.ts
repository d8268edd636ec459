import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Holds the folder of a home on which the server was started once, for the tests of a run. */
export const preparedHomeVariable = "MICROCALC_PREPARED_HOME";

/** The database of such a home: migrated, with its model and its first administrator. */
export const preparedDatabase = "microcalc";

/**
 * Fills an empty folder with what a first start leaves; not where none was prepared. The copy takes a tenth of the
 * second that the first start takes, and owners and rights come along: Postgres may be another user's.
 */
export async function copyPreparedHome(folder: string): Promise<void> {
  const prepared = process.env[preparedHomeVariable];
  if (prepared) await promisify(execFile)("cp", ["-a", `${prepared}/.`, folder]);
}
