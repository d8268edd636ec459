import { readdirSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { createMetrics } from "../server/observability/create-metrics";
import { fullLiveFigures } from "../server/testing/live-figures";
import { projectRoot, readText } from "./testing/project-file";
import { needPromtool, promtool } from "./testing/promtool";

const filesIn = (folder: string) =>
  readdirSync(path.join(projectRoot, folder)).map((name) => `${folder}/${name}`);

describe("with promtool (on Debian: apt-get install prometheus)", () => {
  test("Prometheus takes the configuration and the rules", async (context) => {
    needPromtool(context);
    const folder = await mkdtemp(path.join(tmpdir(), "microcalc-promtool-"));
    context.onTestFinished(() => rm(folder, { recursive: true }));
    // The token is in a container's file, which promtool looks for.
    const token = path.join(folder, "token");
    await writeFile(token, "a-token-of-enough-characters\n");
    const rules = path.join(projectRoot, "monitoring/prometheus/rules");
    const given = readText("monitoring/prometheus/prometheus.yml");
    const here = given
      .replace(/(credentials_file: )\S+/, `$1${token}`)
      .replace("- rules/", () => `- ${rules}/`);
    await writeFile(path.join(folder, "prometheus.yml"), here);
    const config = promtool(["check", "config", path.join(folder, "prometheus.yml")]);
    expect(config, config.output).toMatchObject({ status: 0 });
    expect(config.output).toMatch(/[1-9]\d* rule files? found/);
    const checked = promtool(["check", "rules", ...filesIn("monitoring/prometheus/rules")]);
    expect(checked, checked.output).toMatchObject({ status: 0 });
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

  test("Prometheus finds no fault with the names, types and help texts of all that can be exposed", async (context) => {
    needPromtool(context);
    const { registry, live } = createMetrics();
    live.exportWhile(() => true);
    live.show(fullLiveFigures);
    const exposition = (await registry.metrics()) + (await live.exposition());
    const metrics = promtool(["check", "metrics"], exposition);
    expect(metrics, metrics.output).toMatchObject({ status: 0, output: "" });
  });
});
