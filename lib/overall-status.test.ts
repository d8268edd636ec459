import { describe, expect, test } from "vitest";
import { overallOf } from "./overall-status";
import type { ActiveAlert, Status } from "./status";

const at = "2026-01-31T09:30:00.000Z";
const known = <Value>(value: Value) => ({ known: true, value }) as const;
const unknown = { known: false, why: "no_answer" } as const;
const well: Status = {
  at,
  process: { version: "1.0.0", role: "all", startedAt: at },
  database: { kind: "own", server: known({ version: "18.1", roundTripSeconds: 0.001 }), bytes: known(1e7) },
  model: { version: "rf-1", championSince: known(at) },
  queue: known({ queued: 0, running: 0, oldestSince: null }),
  canary: { isOn: true, last: { endedAt: at, seconds: 0.01, fault: null } },
  rollUp: known({ lastAt: at, daysBehind: 0 }),
  hasKeeper: known(true),
  alerts: null,
  grafanaUrl: null,
};
const alert = (severity: ActiveAlert["severity"]): ActiveAlert => ({
  ...{ name: "MicrocalcDown", severity, summary: "It is down.", since: at, runbook: null },
});
const firing = (...items: ActiveAlert[]) => known({ items, more: 0 });
const failed: Status["canary"] = { isOn: true, last: { endedAt: at, seconds: 10, fault: "no_answer" } };
const away = { ...well.database, server: unknown, bytes: unknown };

describe("the whole of a status", () => {
  test.for<[string, Partial<Status>, object]>([
    ["well, when nothing is wrong", {}, { state: "well" }],
    ["well, with an Alertmanager that is silent", { alerts: firing() }, { state: "well" }],
    ["well, before the first trial", { canary: { isOn: true, last: null } }, { state: "well" }],
    [
      "well, while a day is still to be counted",
      { rollUp: known({ lastAt: at, daysBehind: 1 }) },
      { state: "well" },
    ],
    [
      "the database, whatever else is wrong",
      { database: away, canary: failed, alerts: firing(alert("critical")) },
      { state: "down", reason: "database" },
    ],
    [
      "a database that is busy, apart from one that does not answer",
      { database: { ...away, server: { known: false, why: "busy" } } },
      { state: "down", reason: "database_busy" },
    ],
    [
      "a database that refuses, apart from one that does not answer",
      { database: { ...away, server: { known: false, why: "failed" } } },
      { state: "down", reason: "database_refuses" },
    ],
    [
      "the trial, before alerts",
      { canary: failed, alerts: firing(alert("critical")) },
      { state: "down", reason: "canary" },
    ],
    [
      "the critical alerts, before a keeper that is missing",
      { alerts: firing(alert("critical"), alert("critical"), alert("warning")), hasKeeper: known(false) },
      { state: "attention", reason: "critical", count: 2 },
    ],
    [
      "the keeper, before warnings",
      { alerts: firing(alert("warning")), hasKeeper: known(false) },
      { state: "attention", reason: "no_keeper" },
    ],
    [
      "the warnings",
      { alerts: firing(alert("warning")) },
      { state: "attention", reason: "warning", count: 1 },
    ],
    ["that alerts are not known", { alerts: unknown }, { state: "attention", reason: "alerts_unknown" }],
    [
      "that a part is not known",
      { queue: { known: false, why: "failed" } },
      { state: "attention", reason: "partly_unknown" },
    ],
  ])("is %s", ([, change, overall]) => expect(overallOf({ ...well, ...change })).toEqual(overall));
});
