import { execFile } from "node:child_process";

/** How a command ended, and what it said. */
export interface EndedCommand {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `server/cli/NAME.ts` from the sources, with these variables besides one's own, to its end. */
export function runCommand(
  name: string,
  variables: Readonly<Record<string, string>>,
  args: readonly string[],
): Promise<EndedCommand> {
  const env = { ...process.env, ...variables };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ["--import", "tsx", `server/cli/${name}.ts`, ...args],
      { env },
      (error, out, err) => resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err }),
    );
  });
}
