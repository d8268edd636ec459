import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { access, chmod, constants, mkdir, open, readFile, realpath, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { DatabaseStartError, systemReason } from "../start-error";
import { type PostgresBinaries, postgresBinaries } from "./binaries";
import { initialiseCluster, passwordFile } from "./initialise-cluster";
import { mayEnter, type OsUser, postgresUser } from "./os-user";

/** Where data goes when the user Postgres runs as may not enter the home. */
const sharedFolder = "/var/lib/microcalc";
/** Holds the path of a cluster that lies outside its home. */
const placeFile = "postgres-place";

/** A cluster on disk, ready to be started. */
export interface DataDirectory {
  readonly home: string;
  /** Absolute, without symbolic links. */
  readonly path: string;
  readonly password: string;
  /** Runs Postgres; `null` for ourselves. */
  readonly user: OsUser | null;
  readonly binaries: PostgresBinaries;
  readonly logFile: string;
}

/** Finds the home's cluster, or makes an empty one. Interrupted at any point it leaves none or a whole one. */
export async function openDataDirectory(
  homeOption: string,
  log: (message: string) => void,
): Promise<DataDirectory> {
  const home = await openHome(resolve(homeOption));
  const known = await recordedPlace(home);
  const user = (known === null ? null : await ownerOf(known)) ?? (await postgresUser());
  const place = known ? dirname(known) : await choosePlace(home, user);
  const binaries = await postgresBinaries(user ? sharedFolder : home, user);
  const path = join(place, "postgres");
  if (!existsSync(path)) {
    log(`Making an empty database in ${path}`);
    await initialiseCluster(path, { binaries, user });
  }
  if (place !== home) await writeFile(join(home, placeFile), `${path}\n`);
  const [version, password] = await Promise.all(
    ["PG_VERSION", passwordFile].map((file) => readFile(join(path, file), "utf8")),
  ).catch((error: unknown) => {
    throw new DatabaseStartError(
      `${path} is not readable as a database (${systemReason(error) ?? String(error)}). ` +
        "Run Microcalc as the user who made it, restore it from a copy, or choose another folder with MICROCALC_HOME.",
      { cause: error },
    );
  });
  if (version?.trim() !== binaries.major) {
    throw new DatabaseStartError(
      `The database in ${path} was made by Postgres ${version?.trim()}; this build brings Postgres ${binaries.major}. ` +
        "Start it with the build that made it, or choose another folder with MICROCALC_HOME.",
    );
  }
  return {
    home,
    path: await realpath(path),
    password: (password ?? "").trim(),
    user,
    binaries,
    logFile: join(home, "postgres.log"),
  };
}

async function openHome(home: string): Promise<string> {
  try {
    if (!existsSync(home)) {
      await mkdir(home, { recursive: true });
      // As root, another user's Postgres has to pass through; it may not list what is there.
      await chmod(home, process.getuid?.() === 0 ? 0o711 : 0o700);
    }
    await access(home, constants.R_OK | constants.W_OK | constants.X_OK);
    const path = await realpath(home);
    await (await open(join(path, "postgres.log"), "a", 0o600)).close();
    return path;
  } catch (error) {
    throw new DatabaseStartError(
      `The folder ${home} cannot be written to (${systemReason(error) ?? String(error)}). ` +
        "Choose another one with MICROCALC_HOME, or set DATABASE_URL.",
      { cause: error },
    );
  }
}

/** The cluster this home already has, `null` before the first start. */
export async function recordedPlace(home: string): Promise<string | null> {
  const record = join(home, placeFile);
  if (!existsSync(record)) return existsSync(join(home, "postgres")) ? join(home, "postgres") : null;
  const path = (await readFile(record, "utf8")).trim();
  if (existsSync(path)) return path;
  throw new DatabaseStartError(
    `The database of ${home} was kept in ${path}, which is gone. Put it back, or delete ${record} to start with an empty one.`,
  );
}

async function ownerOf(path: string): Promise<OsUser | null> {
  const { uid, gid } = await stat(path);
  return process.getuid?.() === 0 && uid !== 0 ? { uid, gid } : null;
}

async function choosePlace(home: string, user: OsUser | null): Promise<string> {
  if (await mayEnter(home, user)) return home;
  const hash = createHash("sha256").update(home).digest("hex").slice(0, 16);
  const place = join(sharedFolder, hash);
  try {
    await mkdir(place, { recursive: true });
    await Promise.all([chmod(sharedFolder, 0o755), chmod(place, 0o711)]);
    // So that whoever finds the place knows whose it is.
    await writeFile(join(place, "home"), `${home}\n`);
    return place;
  } catch (error) {
    throw new DatabaseStartError(
      `Postgres may not run as root, its user may not enter ${home}, and ${place} cannot be made ` +
        `(${systemReason(error) ?? String(error)}). Choose a folder outside with MICROCALC_HOME, or set DATABASE_URL.`,
      { cause: error },
    );
  }
}
