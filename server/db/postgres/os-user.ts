import { execFile } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { DatabaseStartError } from "../start-error";
import { programEnvironment } from "./program-environment";

/** Who Postgres runs as when we are root, which it refuses to be. */
export interface OsUser {
  readonly uid: number;
  readonly gid: number;
}

const dedicatedUser = "microcalc";

/** `null` when we are an ordinary user: Postgres then runs as ourselves. */
export async function postgresUser(): Promise<OsUser | null> {
  if (process.getuid?.() !== 0) return null;
  const existing = await findUser(dedicatedUser);
  if (existing) return existing;
  const failure = await createUser(dedicatedUser);
  // Two processes may create it at once: the loser finds the winner's.
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const created = await findUser(dedicatedUser);
    if (created) return created;
    if (failure === null) await sleep(100);
  }
  const packaged = await findUser("postgres");
  if (packaged) return packaged;
  throw new DatabaseStartError(
    `Postgres refuses to run as root, and the user "${dedicatedUser}" could not be created (${failure ?? "it did not appear"}). ` +
      "Run Microcalc as an ordinary user, or set DATABASE_URL.",
  );
}

async function findUser(name: string): Promise<OsUser | null> {
  const passwd = await readFile("/etc/passwd", "utf8").catch(() => "");
  const entry = passwd.split("\n").find((line) => line.startsWith(`${name}:`));
  const [, , uid, gid] = entry?.split(":") ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null;
}

/** The reason it failed, or `null`. */
async function createUser(name: string): Promise<string | null> {
  const shell = "/usr/sbin/nologin";
  const args = [
    "--system",
    "--user-group",
    "--no-create-home",
    "--home-dir",
    "/nonexistent",
    "--shell",
    shell,
  ];
  return await promisify(execFile)("useradd", [...args, name], { env: programEnvironment }).then(
    () => null,
    (error: Error) => error.message.trim().split("\n").at(-1) ?? "unknown",
  );
}

/** Whether the user may pass through every folder down to and including `path`. Access lists are not looked at. */
export async function mayEnter(path: string, user: OsUser | null): Promise<boolean> {
  if (user === null) return true;
  for (let folder = path; ; folder = dirname(folder)) {
    const entry = await stat(folder);
    const shift = entry.uid === user.uid ? 6 : entry.gid === user.gid ? 3 : 0;
    if (((entry.mode >> shift) & 1) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
