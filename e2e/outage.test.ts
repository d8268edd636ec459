import { expect, test } from "vitest";
import { tryKills } from "../monitoring/drill/kill";
import { noProgress } from "../monitoring/drill/kill-progress";
import { killFaults } from "../monitoring/drill/kill-report";
import { outageFaults, tryOutage } from "../monitoring/drill/outage";

const { signal } = new AbortController();

test("a database away for five seconds: every answer is 200 or 503, what was answered is stored once, the rest is taken under the same key", async () => {
  const report = await tryOutage({ connections: 16, seconds: 9, outageSeconds: 5, signal });
  expect(outageFaults(report)).toEqual([]);
  expect(report.answers[200]).toBeGreaterThan(0);
  expect(report.answers[503]).toBeGreaterThan(0);
});

test("killed five times while it writes, alone and with its own Postgres, it has lost and doubled nothing, all is on record, and the chain fits", async () => {
  const report = await tryKills({
    times: 5,
    embeddedEvery: 3,
    seed: Date.now() % 1000,
    progress: noProgress,
    signal,
    say: () => undefined,
  });
  expect(killFaults(report)).toEqual([]);
  expect(report).toMatchObject({ kills: 5, withDatabase: 1 });
  expect(report.submitted).toBeGreaterThan(0);
});
