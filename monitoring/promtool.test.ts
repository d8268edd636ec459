import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, type TestContext, test } from "vitest";
import { createMetrics } from "../server/observability/create-metrics";
import { fullLiveFigures } from "../server/testing/live-figures";
import { projectRoot } from "./testing/project-file";

/** From Debian's package prometheus; no npm package has it. */
const program = "promtool";
const installed = spawnSync(program, ["--version"]).status === 0;

/** Where promtool is missing a developer's run goes on without it; one in CI does not. */
function needPromtool({ skip }: TestContext): void {
  const sentence = "promtool is not installed; on Debian: apt-get install prometheus";
  if (!installed && process.env.CI) throw new Error(sentence);
  skip(!installed, sentence);
}

function promtool(args: readonly string[], input = ""): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: projectRoot,
    input,
    encoding: "utf8",
  });
  return { status, output: stdout + stderr };
}

const filesIn = (folder: string) =>
  readdirSync(path.join(projectRoot, folder)).map((name) => `${folder}/${name}`);

describe("with promtool (on Debian: apt-get install prometheus)", () => {
  test("Prometheus takes the configuration and the rules", (context) => {
    needPromtool(context);
    const config = promtool(["check", "config", "monitoring/prometheus/prometheus.yml"]);
    expect(config, config.output).toMatchObject({ status: 0 });
    expect(config.output).toMatch(/[1-9]\d* rule files? found/);
    const rules = promtool(["check", "rules", ...filesIn("monitoring/prometheus/rules")]);
    expect(rules, rules.output).toMatchObject({ status: 0 });
  });

  // Weeks of samples take seconds.
  test.for(filesIn("monitoring/prometheus/tests"))(
    "every alert fires when it should, and only then: %s",
    { timeout: 90_000 },
    (file, context) => {
      needPromtool(context);
      const rules = promtool(["test", "rules", file]);
      expect(rules, rules.output).toMatchObject({ status: 0 });
    },
  );

  test("Prometheus finds no fault with the names, types and help texts of our own metrics", async (context) => {
    needPromtool(context);
    const { registry, live } = createMetrics();
    live.exportWhile(() => true);
    live.show(fullLiveFigures);
    const exposition = (await registry.metrics()) + (await live.exposition());
    const ours = exposition.split("\n").filter((line) => /^(# (HELP|TYPE) )?microcalc_/.test(line));
    expect(ours.length).toBeGreaterThan(60);
    const metrics = promtool(["check", "metrics"], `${ours.join("\n")}\n`);
    expect(metrics, metrics.output).toMatchObject({ status: 0, output: "" });
  });
});
