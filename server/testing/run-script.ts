import { spawn } from "node:child_process";

export interface RunningScript {
  readonly pid: number;
  /** All it wrote to standard output and standard error; rejects when it could not be started. */
  readonly output: Promise<string>;
  readonly exitCode: Promise<number | null>;
  /** Resolves with all it wrote so far once the text is in it; rejects when it ends without. */
  said(text: string): Promise<string>;
  /** The way no handler notices. */
  kill(): void;
}

/** Runs TypeScript in a process of its own, from the project's folder. */
export function runScript(text: string): RunningScript {
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", text]);
  let written = "";
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      written += chunk;
      for (const listener of listeners) listener();
    });
  }
  const closed = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  return {
    pid: child.pid ?? 0,
    output: closed.then(() => written),
    exitCode: closed,
    said: (expected) =>
      new Promise((resolve, reject) => {
        const look = () => written.includes(expected) && resolve(written);
        listeners.add(look);
        look();
        void closed.then(() => reject(new Error(`It ended before it said "${expected}":\n${written}`)));
      }),
    kill: () => child.kill("SIGKILL"),
  };
}
