import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, chown, mkdir, open, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { DatabaseStartError, systemReason } from "../start-error";
import type { PostgresBinaries } from "./binaries";
import type { OsUser } from "./os-user";
import { isAlive } from "./postmaster-file";
import { programEnvironment } from "./program-environment";

export const databaseRole = "microcalc";
/** Lies in the data directory, so that a cluster and its password are never apart. */
export const passwordFile = "microcalc-password";

const builtinLocale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];

interface ClusterOptions {
  readonly binaries: PostgresBinaries;
  readonly user: OsUser | null;
  /** initdb's options for it; without them Unicode in the order of code points, which Postgres brings since 17. */
  readonly locale?: readonly string[];
}

/** Makes the cluster beside its place and moves it there in one step; leaves one that another process made. */
export async function initialiseCluster(path: string, options: ClusterOptions): Promise<void> {
  const workshop = `${path}.new-${process.pid}`;
  try {
    await removeAbandoned(path);
    await rm(workshop, { recursive: true, force: true });
    await buildCluster(workshop, options);
    await rename(join(workshop, "data"), path);
    await synchronise(dirname(path));
  } catch (error) {
    if (!existsSync(path)) throw inWords(path, error);
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

async function buildCluster(
  workshop: string,
  { binaries, user, locale = builtinLocale }: ClusterOptions,
): Promise<void> {
  const data = join(workshop, "data");
  const password = join(workshop, passwordFile);
  await mkdir(data, { recursive: true, mode: 0o700 });
  await writeFile(password, `${randomBytes(24).toString("base64url")}\n`, { mode: 0o600 });
  await Promise.all([workshop, data].map((folder) => chmod(folder, 0o700)));
  if (user) await Promise.all([workshop, data, password].map((entry) => chown(entry, user.uid, user.gid)));
  const access = [
    "--encoding=UTF8",
    "--auth=scram-sha-256",
    `--username=${databaseRole}`,
    `--pwfile=${password}`,
  ];
  await promisify(execFile)(binaries.initdb, ["-D", data, "--no-instructions", ...locale, ...access], {
    cwd: "/",
    env: programEnvironment,
    ...user,
  });
  await rename(password, join(data, passwordFile));
}

/** What an interrupted start left beside the data directory. */
async function removeAbandoned(path: string): Promise<void> {
  const prefix = `${basename(path)}.new-`;
  for (const entry of await readdir(dirname(path))) {
    if (entry.startsWith(prefix) && !isAlive(Number(entry.slice(prefix.length)))) {
      await rm(join(dirname(path), entry), { recursive: true, force: true });
    }
  }
}

/** Makes the rename outlast a power cut. */
async function synchronise(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

function inWords(path: string, error: unknown): Error {
  const output = error instanceof Error && "stderr" in error ? String(error.stderr) : "";
  const reason = /no space left|free disk space/i.test(output) ? "the disk is full" : systemReason(error);
  const detail = reason ?? output.trim().split("\n").at(-1) ?? "";
  return new DatabaseStartError(
    `The database could not be made in ${path}: ${detail || String(error)}. ` +
      "Choose another folder with MICROCALC_HOME, or set DATABASE_URL.",
    { cause: error },
  );
}
