import { execFile } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { programEnvironment } from "./program-environment";

/** What Postgres writes down about itself in its data directory. */
export interface PostmasterFile {
  readonly pid: number;
  readonly port: number;
  /** "starting", "ready", "stopping", or "" before the first is written. */
  readonly status: string;
}

/** `null` when there is none, or it is being written. Lines: pid, data directory, start, port, …, status (8th). */
export async function readPostmasterFile(dataDirectory: string): Promise<PostmasterFile | null> {
  const text = await readFile(join(dataDirectory, "postmaster.pid"), "utf8").catch(ignoreMissing);
  const lines = text.split("\n");
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return { pid, port: Number(lines[3] ?? 0), status: lines[7]?.trim() ?? "" };
}

function ignoreMissing(error: NodeJS.ErrnoException): string {
  if (error.code === "ENOENT") return "";
  throw error;
}

/** Whether a process of that id exists, ours or not. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Whether the process is the postmaster of that data directory, and not another one that got its id. */
export async function isPostmasterOf(dataDirectory: string, pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const [program = "", ...args] = await commandLine(pid);
  const named = args[args.indexOf("-D") + 1];
  if (basename(program) !== "postgres" || !args.includes("-D") || named === undefined) return false;
  const [own, its] = await Promise.all([identity(dataDirectory), identity(named)]);
  return own !== null && own === its;
}

async function commandLine(pid: number): Promise<string[]> {
  if (process.platform === "linux") {
    const text = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    return text.split("\0");
  }
  // ps does not quote: the path runs from after "-D " to the next option.
  const { stdout } = await promisify(execFile)("/bin/ps", ["-ww", "-o", "command=", "-p", String(pid)], {
    env: programEnvironment,
  }).catch(() => ({ stdout: "" }));
  const match = /^(.*\/postgres) -D (.*?) -p /.exec(stdout.trim());
  return match?.[1] && match[2] ? [match[1], "-D", match[2]] : [];
}

async function identity(path: string): Promise<string | null> {
  return await stat(path).then(
    ({ dev, ino }) => `${dev}:${ino}`,
    () => null,
  );
}
