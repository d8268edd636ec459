import { spawn } from "node:child_process";
import { open, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DatabaseStartError, systemReason } from "../start-error";
import type { DataDirectory } from "./data-directory";
import { freePort } from "./free-port";
import { isAlive, isPostmasterOf, type PostmasterFile, readPostmasterFile } from "./postmaster-file";
import { programEnvironment } from "./program-environment";

/** Crash recovery replays at most `max_wal_size`; this is far beyond what that takes. */
const recoveryMilliseconds = 120_000;
/** Orphaned backends of a killed postmaster hold its shared memory until they notice. */
const launchMilliseconds = 15_000;
const shutdownMilliseconds = 20_000;
const emptyFileMilliseconds = 2000;
const maximumLogBytes = 5_000_000;

const settings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  // A stored answer outlasts a power cut.
  fsync: "on",
  full_page_writes: "on",
  synchronous_commit: "on",
  // Terse: a refused row's values, which may be a person's note, stay out of the log.
  log_error_verbosity: "terse",
  log_checkpoints: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  jit: "off",
};

/** Port 0 lets us choose one. */
export interface LaunchOptions {
  readonly port: number;
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * The port of the running postmaster on this data directory: one that survived its application is taken over,
 * else one is started. Postgres itself lets only one live there, so processes may race through here.
 */
export async function runningPostmaster(data: DataDirectory, options: LaunchOptions): Promise<number> {
  const begun = Date.now();
  for (;;) {
    const file = await readPostmasterFile(data.path);
    if (file && (await isPostmasterOf(data.path, file.pid))) {
      if (file.status === "ready") return file.port;
      if (Date.now() - begun > recoveryMilliseconds) {
        throw new DatabaseStartError(
          `Postgres (pid ${file.pid}) has been ${file.status || "starting"} for ${recoveryMilliseconds / 1000} s. Its log is ${data.logFile}.`,
        );
      }
      await sleep(10);
      continue;
    }
    await clearStaleFile(data.path, file);
    const failure = await launch(data, options);
    if (failure === null) continue;
    if (failure.lasting || Date.now() - begun > launchMilliseconds)
      throw new DatabaseStartError(failure.message);
    await sleep(100);
  }
}

/**
 * Removes a postmaster.pid that would keep Postgres from starting although none runs: one whose process id another
 * process has by now, which Postgres takes for its predecessor, or one that a power cut left empty. A starting
 * Postgres fills its own at once.
 */
async function clearStaleFile(dataDirectory: string, file: PostmasterFile | null): Promise<void> {
  const path = join(dataDirectory, "postmaster.pid");
  const age = await stat(path).then(
    (entry) => Date.now() - entry.mtimeMs,
    () => 0,
  );
  if (file ? isAlive(file.pid) : age > emptyFileMilliseconds) await rm(path, { force: true });
}

interface LaunchFailure {
  readonly message: string;
  /** Trying again would not help. */
  readonly lasting: boolean;
}

/** Starts one and waits until it is ready or has ended; `null` when ready. */
async function launch(data: DataDirectory, options: LaunchOptions): Promise<LaunchFailure | null> {
  await rotateLog(data.logFile);
  const port = options.port || (await freePort());
  const flags = Object.entries({ ...settings, ...options.settings }).flatMap(([name, value]) => [
    "-c",
    `${name}=${value}`,
  ]);
  const log = await open(data.logFile, "a", 0o600);
  const logStart = (await log.stat()).size;
  const child = spawn(data.binaries.postgres, ["-D", data.path, "-p", String(port), ...flags], {
    cwd: "/",
    // Its own session: Ctrl-C in the terminal reaches us alone, and we stop it after the last request.
    detached: true,
    stdio: ["ignore", log.fd, log.fd],
    env: programEnvironment,
    ...data.user,
  });
  let spawnError: Error | null = null;
  const ended = new Promise<true>((resolve) => {
    child.once("error", (error) => {
      spawnError = error;
      resolve(true);
    });
    child.once("exit", () => resolve(true));
  });
  child.unref();
  await log.close();
  const begun = Date.now();
  for (;;) {
    const over = await Promise.race([ended, sleep(10, false)]);
    if (over) return explain(spawnError, await logSince(data.logFile, logStart), data.logFile);
    const file = await readPostmasterFile(data.path);
    if (file?.pid === child.pid && file?.status === "ready") return null;
    if (Date.now() - begun > recoveryMilliseconds) return null;
  }
}

async function rotateLog(file: string): Promise<void> {
  const size = await stat(file).then(
    (entry) => entry.size,
    () => 0,
  );
  if (size > maximumLogBytes) await rename(file, `${file}.old`);
}

async function logSince(file: string, start: number): Promise<string> {
  const bytes = await readFile(file);
  return bytes.subarray(start).toString("utf8");
}

function explain(spawnError: Error | null, log: string, logFile: string): LaunchFailure {
  if (spawnError) {
    const reason = systemReason(spawnError) ?? spawnError.message;
    return {
      lasting: true,
      message: `Postgres could not be started: ${reason}. Set DATABASE_URL to use another one.`,
    };
  }
  if (/no space left/i.test(log)) {
    return { lasting: true, message: `Postgres could not start: the disk is full. Its log is ${logFile}.` };
  }
  const complaint =
    /(?:FATAL|PANIC): +(.*)/.exec(log)?.[1] ?? log.trim().split("\n").at(-1) ?? "it ended without a word";
  const passing =
    /postmaster\.pid" (already exists|is empty)|bogus data in lock file|pre-existing shared memory|could not create any TCP|address already in use/i.test(
      log,
    );
  return { lasting: !passing, message: `Postgres could not start: ${complaint}. Its log is ${logFile}.` };
}

/** Ends the postmaster cleanly: connections are cut, what is committed is on disk. Does nothing when none runs. */
export async function stopPostmaster(dataDirectory: string): Promise<void> {
  const file = await readPostmasterFile(dataDirectory);
  if (!file || !(await isPostmasterOf(dataDirectory, file.pid))) return;
  // SIGINT is Postgres's fast shutdown, SIGQUIT its immediate one (nothing committed is lost by it either).
  process.kill(file.pid, "SIGINT");
  const begun = Date.now();
  let hurried = false;
  while (await isPostmasterOf(dataDirectory, file.pid)) {
    if (!hurried && Date.now() - begun > shutdownMilliseconds) {
      process.kill(file.pid, "SIGQUIT");
      hurried = true;
    }
    await sleep(10);
  }
}
