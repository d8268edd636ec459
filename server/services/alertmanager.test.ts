import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, type TestContext, test } from "vitest";
import { alertmanagerCommand, startAlertmanager } from "../../monitoring/alertmanager-process";
import { projectRoot } from "../../monitoring/testing/project-file";
import { readAlerts } from "./alertmanager";

/** Where Alertmanager is missing a developer's run goes on without it; one in CI does not. */
function needAlertmanager({ skip }: TestContext): string {
  const sentence = "Alertmanager is not installed; on Debian: apt-get install prometheus-alertmanager";
  const command = alertmanagerCommand();
  if (command === undefined && process.env.CI) throw new Error(sentence);
  return command ?? skip(sentence);
}

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const minutesAgo = (minutes: number) => new Date(Date.now() - 60_000 * minutes).toISOString();
const fired = (alertname: string, severity: string, minutes: number) => ({
  labels: { alertname, severity, job: "microcalc" },
  annotations: { summary: `${alertname} is so.` },
  startsAt: minutesAgo(minutes),
});
const withRunbook = (alert: ReturnType<typeof fired>, runbook_url: string) => ({
  ...alert,
  annotations: { ...alert.annotations, runbook_url },
});

describe("with Alertmanager (on Debian: apt-get install prometheus-alertmanager)", () => {
  test("alerts of ours that fire are told, critical ones first, without those that are silenced, over, or of others", async (context) => {
    const command = needAlertmanager(context);
    const configuration = `${projectRoot}/monitoring/alertmanager/alertmanager.yml`;
    const { address, stop } = await startAlertmanager({ command, configuration });
    onTestFinished(stop);
    const base = `http://${address}`;
    expect(await readAlerts(base)).toEqual({ known: true, value: { items: [], more: 0 } });
    const post = async (path: string, body: unknown) => {
      const headers = { "Content-Type": "application/json" };
      const sent = await fetch(base + path, { method: "POST", headers, body: JSON.stringify(body) });
      expect(sent.status).toBe(200);
    };
    await post("/api/v2/silences", {
      ...{ createdBy: "a test", comment: "known", startsAt: minutesAgo(1), endsAt: minutesAgo(-10) },
      matchers: [{ name: "alertname", value: "MicrocalcRollupStale", isRegex: false, isEqual: true }],
    });
    await post("/api/v2/alerts", [
      withRunbook(
        fired("MicrocalcFeatureDrift", "warning", 30),
        "https://ops.example/runbook#a-feature-has-drifted",
      ),
      withRunbook(fired("MicrocalcScoreShift", "warning", 3), "javascript:alert(1)"),
      withRunbook(
        fired("MicrocalcJobsStuck", "warning", 2),
        "docs/runbook.md#training-waits-or-does-not-end",
      ),
      fired("MicrocalcCanaryFailing", "critical", 60),
      fired("MicrocalcRollupStale", "warning", 5),
      { ...fired("MicrocalcNoKeeper", "warning", 9), endsAt: minutesAgo(1) },
      fired("PrinterOnFire", "critical", 1),
    ]);
    const told = async () => {
      const alerts = await readAlerts(`${base}/`);
      return alerts.known ? alerts.value.items.map(({ name }) => name) : alerts.why;
    };
    await expect
      .poll(told)
      .toEqual([
        "MicrocalcCanaryFailing",
        "MicrocalcJobsStuck",
        "MicrocalcScoreShift",
        "MicrocalcFeatureDrift",
      ]);
    expect(await readAlerts(base)).toMatchObject({
      value: {
        items: [
          { severity: "critical", summary: "MicrocalcCanaryFailing is so.", runbook: null },
          {
            severity: "warning",
            runbook: { text: "docs/runbook.md#training-waits-or-does-not-end", url: null },
          },
          { severity: "warning", runbook: { text: "javascript:alert(1)", url: null } },
          { severity: "warning", runbook: { url: "https://ops.example/runbook#a-feature-has-drifted" } },
        ],
        more: 0,
      },
    });
  });
});

describe("an Alertmanager", () => {
  test("that nobody listens for is told of as away", async () => {
    expect(await readAlerts("http://127.0.0.1:9")).toEqual({ known: false, why: "no_answer" });
  });

  test("that never answers is given up on", async () => {
    const base = await listen(() => undefined);
    expect(await readAlerts(base)).toEqual({ known: false, why: "no_answer" });
  });

  test.for<[string, RequestListener]>([
    ["an error", (_request, response) => response.writeHead(500).end("[]")],
    ["a page", (_request, response) => response.end("<html>")],
    ["something else", (_request, response) => response.end('[{"name":"x"}]')],
  ])("that answers with %s is told of as unusable", async ([, listener]) => {
    expect(await readAlerts(await listen(listener))).toEqual({ known: false, why: "failed" });
  });

  test("that tells of very many has the first of them shown and the rest counted, below its path too", async () => {
    const paths: string[] = [];
    const all = Array.from({ length: 33 }, (_, i) => fired(`Microcalc${i}`, "warning", i));
    const base = await listen((request, response) => {
      paths.push(request.url ?? "");
      response.end(JSON.stringify(all));
    });
    const alerts = await readAlerts(`${base}/alerts/`);
    expect(alerts).toMatchObject({ known: true, value: { more: 13 } });
    expect(alerts.known && alerts.value.items[0]?.name).toBe("Microcalc0");
    expect(paths[0]).toMatch(
      /^\/alerts\/api\/v2\/alerts\?active=true&silenced=false&inhibited=false&filter=/,
    );
  });
});
