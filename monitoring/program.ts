import { spawn, spawnSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

export const isInstalled = (program: string) => spawnSync(program, ["--version"]).status === 0;

export interface ProgramOptions {
  /** As people call it. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Besides what this process has. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Answers with 2xx once the program can be used. */
  readonly readyUrl: string;
}

/** A program of the system that runs beside us. */
export interface RunningProgram {
  /** Resolves with what it said when it has ended, whoever ended it. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

const startMilliseconds = 15_000;
/** A program that ignores that it is asked to end is ended. */
const patienceMilliseconds = 10_000;

const answers = (url: string) =>
  fetch(url, { signal: AbortSignal.timeout(1000) }).then(
    ({ ok }) => ok,
    () => false,
  );

/** Starts it and waits until it answers; throws with what it said when it does not. */
export async function startProgram(options: ProgramOptions): Promise<RunningProgram> {
  const { name, command, args, variables, readyUrl } = options;
  const child = spawn(command, args, {
    stdio: ["ignore", "ignore", "pipe"],
    // biome-ignore lint/style/noProcessEnv: Handed on, not read.
    ...(variables && { env: { ...process.env, ...variables } }),
  });
  let log = "";
  let over = false;
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    log = (log + text).slice(-20_000);
  });
  const ended = new Promise<string>((resolve) => {
    const end = (error?: unknown) => {
      over = true;
      resolve(error instanceof Error ? log + error.message : log);
    };
    child.once("error", end);
    child.once("close", () => end());
  });
  const stop = async () => {
    child.kill("SIGTERM");
    const forced = setTimeout(() => child.kill("SIGKILL"), patienceMilliseconds);
    await ended;
    clearTimeout(forced);
  };
  const begun = performance.now();
  while (!(await answers(readyUrl))) {
    if (over || performance.now() - begun > startMilliseconds) {
      await stop();
      throw new Error(`${name} did not start:\n${log}`);
    }
    await sleep(50);
  }
  // Another program may have answered in its place.
  if (over) throw new Error(`${name} did not start:\n${log}`);
  return { ended, stop };
}
