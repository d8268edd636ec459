import { spawnSync } from "node:child_process";
import type { TestContext } from "vitest";
import { projectRoot } from "./project-file";

/** From Debian's package prometheus; no npm package has it. */
const program = "promtool";
const installed = spawnSync(program, ["--version"]).status === 0;

/** Where promtool is missing a developer's run goes on without it; one in CI does not. */
export function needPromtool({ skip }: TestContext): void {
  const sentence = "promtool is not installed; on Debian: apt-get install prometheus";
  if (!installed && process.env.CI) throw new Error(sentence);
  skip(!installed, sentence);
}

export function promtool(args: readonly string[], input = ""): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: projectRoot, input, encoding: "utf8" });
  return { status, output: stdout + stderr };
}
