import { spawnSync } from "node:child_process";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, type TestContext, test } from "vitest";
import { z } from "zod";
import { alertmanagerCommand, startAlertmanager } from "./alertmanager-process";
import { isInstalled } from "./program";
import { alerts } from "./testing/alerts";
import { durationSeconds } from "./testing/duration";
import { projectRoot, readShaped } from "./testing/project-file";

const file = "monitoring/alertmanager/alertmanager.yml";
/** Checks and routes without a running Alertmanager; comes with it. */
const checker = "amtool";
const installed = isInstalled(checker) && alertmanagerCommand() !== undefined;

/** Where Alertmanager is missing a developer's run goes on without it; one in CI does not. */
function needAlertmanager({ skip }: TestContext): void {
  const sentence = "Alertmanager is not installed; on Debian: apt-get install prometheus-alertmanager";
  if (!installed && process.env.CI) throw new Error(sentence);
  skip(!installed, sentence);
}

function amtool(args: readonly string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(checker, args, { cwd: projectRoot, encoding: "utf8" });
  return { status, output: status === 0 ? stdout : stdout + stderr };
}

const matchersOf = z.object({ source_matchers: z.array(z.string()), target_matchers: z.array(z.string()) });
const routeOf = z.object({ matchers: z.array(z.string()).default([]), group_wait: z.string() });
const {
  receivers,
  inhibit_rules: inhibitions,
  route,
} = readShaped(
  file,
  z.object({
    receivers: z.array(z.record(z.string(), z.unknown())),
    inhibit_rules: z.array(matchersOf),
    route: z.object({ routes: z.array(routeOf.extend({ routes: z.array(routeOf) })) }),
  }),
);

/** Whether matchers, as far as they are of the name, let an alert of this name through. */
const letsThrough = (matchers: readonly string[], name: string) =>
  matchers.every((matcher) => {
    const [, operator, pattern = ""] = /^alertname(=~|!=|=)"(.*)"$/.exec(matcher) ?? [];
    return operator === undefined || new RegExp(`^(?:${pattern})$`).test(name) === (operator !== "!=");
  });

test("nobody is told of anything, and no secret is there, until somebody fills a receiver in", () => {
  expect(receivers).toEqual([{ name: "at-once" }, { name: "next-working-day" }]);
});

test("every pattern of alerts that keep others silent matches alerts that there are, each of its parts one at least", () => {
  const names = alerts.map(({ alert }) => alert);
  const patterns = inhibitions
    .flatMap(({ source_matchers, target_matchers }) => [...source_matchers, ...target_matchers])
    .flatMap((matcher) => [...matcher.matchAll(/^alertname(?:=~|!=|=)"(.*)"$/g)])
    .map(([, pattern = ""]) => pattern);
  expect(patterns.length).toBeGreaterThan(inhibitions.length);
  // A bar within brackets divides no pattern.
  const parts = patterns.flatMap((pattern) => pattern.split(/\|(?![^(]*\))/));
  const idle = parts.filter((part) => !names.some((name) => new RegExp(`^(?:${part})$`).test(name)));
  expect(idle).toEqual([]);
});

test("the canary is told only once what may be behind it has had the time to fire", () => {
  const canary = "MicrocalcCanaryFailing";
  const { scrape_interval, evaluation_interval } = readShaped(
    "monitoring/prometheus/prometheus.yml",
    z.object({ global: z.object({ scrape_interval: z.string(), evaluation_interval: z.string() }) }),
  ).global;
  const secondsOf = (name: string) =>
    alerts.filter(({ alert }) => alert === name).map((one) => durationSeconds(one.for));
  const [wait] = route.routes
    .flatMap(({ routes }) => routes)
    .filter(({ matchers }) => matchers.includes(`alertname="${canary}"`))
    .map(({ group_wait }) => durationSeconds(group_wait));
  const told = Math.min(...secondsOf(canary)) + (wait ?? 0);
  const causes = [...new Set(alerts.map(({ alert }) => alert))].filter(
    (name) =>
      name !== canary &&
      inhibitions.some(
        ({ source_matchers, target_matchers }) =>
          source_matchers.some((matcher) => matcher.startsWith("alertname")) &&
          letsThrough(source_matchers, name) &&
          letsThrough(target_matchers, canary),
      ),
  );
  expect(causes.sort()).toEqual(["MicrocalcDatabaseUnavailable", "MicrocalcDown", "MicrocalcNotReady"]);
  // Seen one scrape later, by a group of rules that is evaluated at another moment.
  const late = durationSeconds(scrape_interval) + durationSeconds(evaluation_interval);
  for (const cause of causes)
    for (const seconds of secondsOf(cause)) expect(told, cause).toBeGreaterThanOrEqual(seconds + late);
});

describe("with Alertmanager (on Debian: apt-get install prometheus-alertmanager)", () => {
  test("it takes the configuration", (context) => {
    needAlertmanager(context);
    const { status, output } = amtool(["check-config", file]);
    expect({ status, output }).toMatchObject({ status: 0 });
    expect(output).toContain("SUCCESS");
  });

  test("every alert is told at once if it is critical, else with the rest of the day", (context) => {
    needAlertmanager(context);
    const receiverOf = (labels: readonly string[]) =>
      amtool(["config", "routes", "test", `--config.file=${file}`, ...labels]).output.trim();
    for (const { alert, labels } of alerts) {
      const receiver = receiverOf([`alertname=${alert}`, "job=microcalc", `severity=${labels.severity}`]);
      expect({ alert, receiver }).toEqual({
        alert,
        receiver: labels.severity === "critical" ? "at-once" : "next-working-day",
      });
    }
    expect(receiverOf(["alertname=OfSomebodyElse"])).toBe("next-working-day");
  });

  describe("that runs", () => {
    let url = "";
    let stop = async () => {};

    beforeAll(async () => {
      const command = alertmanagerCommand();
      if (command === undefined) return;
      const running = await startAlertmanager({ command, configuration: path.join(projectRoot, file) });
      url = `http://${running.address}`;
      stop = running.stop;
    }, 30_000);
    afterAll(() => stop());

    type Labels = Readonly<Record<string, string>>;
    const app = { job: "microcalc", instance: "app:9464" };
    const worker = { job: "microcalc", instance: "worker:9464", serves: "jobs", severity: "warning" };
    const found = z.array(
      z.object({
        labels: z.record(z.string(), z.string()),
        status: z.object({ inhibitedBy: z.array(z.string()) }),
      }),
    );

    /** Tells it of alerts and asks which of them it keeps silent; what it has taken in keeps others silent a moment later. */
    async function silenced(sent: readonly Labels[], job: string): Promise<string[]> {
      const severityOf = (name = "") => alerts.find(({ alert }) => alert === name)?.labels.severity ?? "none";
      const body = sent.map((labels) => ({
        labels: {
          severity: severityOf(labels.alertname),
          ...labels,
          job: labels.job === "microcalc" ? job : labels.job,
        },
      }));
      const headers = { "Content-Type": "application/json" };
      const posted = await fetch(`${url}/api/v2/alerts`, {
        method: "POST",
        headers,
        body: JSON.stringify(body),
      });
      expect(posted.status).toBe(200);
      const own = (labels: Labels) => body.some((one) => one.labels.job === labels.job);
      const all = found.parse(await (await fetch(`${url}/api/v2/alerts`)).json());
      const ours = all.filter(({ labels }) => own(labels));
      expect(ours).toHaveLength(sent.length);
      return ours
        .filter(({ status }) => status.inhibitedBy.length > 0)
        .map(({ labels }) => `${labels.alertname} ${labels.instance ?? ""}`.trim())
        .sort();
    }

    test("a process that is down keeps what else it does wrong silent, and nothing of another", async (context) => {
      needAlertmanager(context);
      const sent = [
        { alertname: "MicrocalcDown", ...worker },
        { alertname: "MicrocalcHomeDiskFilling", ...worker },
        { alertname: "MicrocalcNoKeeper", job: "microcalc" },
        { alertname: "MicrocalcJobsStuck", job: "microcalc", state: "queued" },
        { alertname: "MicrocalcNoPredictions", job: "microcalc" },
        { alertname: "MicrocalcHomeDiskFilling", ...app },
        { alertname: "MicrocalcFeatureDrift", job: "microcalc", measure: "area" },
      ];
      await expect
        .poll(() => silenced(sent, "down"))
        .toEqual(["MicrocalcHomeDiskFilling worker:9464", "MicrocalcJobsStuck", "MicrocalcNoKeeper"]);
    });

    test("one that answers people and is down keeps silent that nobody asks, and nothing of the jobs", async (context) => {
      needAlertmanager(context);
      const sent = [
        { alertname: "MicrocalcDown", ...app },
        { alertname: "MicrocalcNoPredictions", job: "microcalc" },
        { alertname: "MicrocalcDutyFailing", job: "microcalc", duty: "shadow" },
        { alertname: "MicrocalcRollupStale", job: "microcalc", of: "days" },
        { alertname: "MicrocalcJobsStuck", job: "microcalc", state: "queued" },
      ];
      await expect.poll(() => silenced(sent, "app-down")).toEqual(["MicrocalcNoPredictions"]);
      // Which would keep two of these silent itself.
      const noKeeper = [...sent.slice(0, 2), { alertname: "MicrocalcNoKeeper", job: "microcalc" }];
      await expect.poll(() => silenced(noKeeper, "no-keeper")).toEqual(["MicrocalcNoPredictions"]);
    });

    test("a database that is away from who runs the jobs alone keeps nothing silent that people notice", async (context) => {
      needAlertmanager(context);
      const sent = [
        { alertname: "MicrocalcDatabaseUnavailable", ...worker },
        { alertname: "MicrocalcErrorBudgetBurnsFast", job: "microcalc" },
        { alertname: "MicrocalcNoPredictions", job: "microcalc" },
        { alertname: "MicrocalcCanaryFailing", ...app },
        { alertname: "MicrocalcNoKeeper", job: "microcalc" },
        { alertname: "MicrocalcPoolExhausted", ...worker },
      ];
      await expect
        .poll(() => silenced(sent, "worker-database"))
        .toEqual(["MicrocalcNoKeeper", "MicrocalcPoolExhausted worker:9464"]);
    });

    test("a database that is away keeps silent what follows from it, and no alert of the model", async (context) => {
      needAlertmanager(context);
      const sent = [
        { alertname: "MicrocalcDatabaseUnavailable", ...app },
        { alertname: "MicrocalcCanaryFailing", ...app },
        { alertname: "MicrocalcNotReady", ...app },
        { alertname: "MicrocalcErrorBudgetBurnsFast", job: "microcalc" },
        { alertname: "MicrocalcDutyFailing", job: "microcalc", duty: "roll-up" },
        { alertname: "MicrocalcNoKeeper", job: "microcalc" },
        { alertname: "MicrocalcMonitoringIncomplete", job: "postgres", instance: "postgres-exporter:9187" },
        { alertname: "MicrocalcMonitoringIncomplete", job: "alertmanager", instance: "alertmanager:9093" },
        { alertname: "MicrocalcRecallBelowFloor", job: "microcalc", model_version: "v1" },
        { alertname: "MicrocalcDown", ...worker },
      ];
      await expect
        .poll(() => silenced(sent, "database"))
        .toEqual([
          "MicrocalcCanaryFailing app:9464",
          "MicrocalcDutyFailing",
          "MicrocalcErrorBudgetBurnsFast",
          "MicrocalcMonitoringIncomplete postgres-exporter:9187",
          "MicrocalcNoKeeper",
          "MicrocalcNotReady app:9464",
        ]);
    });

    test("a fast burn keeps the slow one silent, a full disk the one that fills; each of the slow alone is told", async (context) => {
      needAlertmanager(context);
      const slowly = [
        { alertname: "MicrocalcErrorBudgetBurnsSlowly", job: "microcalc" },
        { alertname: "MicrocalcHomeDiskFilling", severity: "warning", ...app },
        { alertname: "MicrocalcLatencyBudgetBurnsSlowly", job: "microcalc" },
      ];
      await expect.poll(() => silenced(slowly, "slowly")).toEqual([]);
      const fast = [
        ...slowly,
        { alertname: "MicrocalcErrorBudgetBurnsFast", job: "microcalc" },
        { alertname: "MicrocalcHomeDiskFilling", severity: "critical", ...app },
      ];
      await expect
        .poll(() => silenced(fast, "fast"))
        .toEqual(["MicrocalcErrorBudgetBurnsSlowly", "MicrocalcHomeDiskFilling app:9464"]);
    });
  });
});
