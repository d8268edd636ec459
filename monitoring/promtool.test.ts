import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { createMetrics } from "../server/observability/create-metrics";
import { fullLiveFigures } from "../server/testing/live-figures";
import { projectRoot } from "./testing/project-file";
import { needPromtool, promtool } from "./testing/promtool";

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

  test("every alert fires when it should, and only then", (context) => {
    needPromtool(context);
    const rules = promtool(["test", "rules", ...filesIn("monitoring/prometheus/tests")]);
    expect(rules, rules.output).toMatchObject({ status: 0 });
  });

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
