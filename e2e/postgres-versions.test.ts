import { describe, expect, test } from "vitest";
import { createDatabase } from "../monitoring/drill/database";
import { outageFaults, tryOutage } from "../monitoring/drill/outage";
import { lowestPostgres } from "../server/db/server-version";
import { createTestCluster } from "../server/testing/postgres-cluster";
import { embeddedPostgres, isPostgresInstalled, postgresMissing } from "../server/testing/postgres-versions";
import { type App, createEmptyHome, launch, removeHome, startApp } from "./app";
import { createOver, listOver, post } from "./procedures";

/** Those that `DATABASE_URL` may name, but for the embedded one, which every other test runs on. */
const others = Array.from({ length: embeddedPostgres - lowestPostgres }, (_, i) => lowestPostgres + i);

/** What the server does by itself, by what came of it. */
async function roundsOf({ metricsUrl }: App): Promise<Record<"done" | "failed", string[]>> {
  const text = await (await fetch(metricsUrl)).text();
  const counted = [
    ...text.matchAll(/^microcalc_duty_rounds_total\{duty="([\w -]+)",result="(\w+)"\} [1-9]/gm),
  ];
  const by = (result: string) => counted.flatMap(([, duty = "", as]) => (as === result ? [duty] : [])).sort();
  return { done: by("done"), failed: by("failed") };
}

describe.for(others)("Postgres %i", (postgres) => {
  test.skipIf(!isPostgresInstalled(postgres))(
    `takes a prediction, keeps it over a restart, takes its outcome, and does what is done by itself (${postgresMissing(postgres)})`,
    async () => {
      const cluster = await createTestCluster({ postgres });
      try {
        const variables = { DATABASE_URL: await createDatabase(cluster, "microcalc") };
        const first = await startApp({ variables });
        const { id, probability } = await createOver(first.url);
        expect(await first.stop()).toBe(0);
        const second = await startApp({ home: first.home, variables });
        try {
          expect(await listOver(second.url)).toMatchObject([{ id, probability, outcome: null }]);
          const outcome = { id, outcome: "calcification", note: "Seen again." };
          expect((await post(second.url, "predictions.recordOutcome", outcome)).status).toBe(200);
          expect(await listOver(second.url)).toMatchObject([{ id, outcome: { outcome: "calcification" } }]);
          await expect
            .poll(() => roundsOf(second), { timeout: 60_000 })
            .toEqual({
              done: expect.arrayContaining(["audit sealing", "live figures", "roll-up"]),
              failed: [],
            });
        } finally {
          await second.remove();
        }
      } finally {
        await cluster.remove();
      }
    },
  );
});

test.skipIf(!isPostgresInstalled(lowestPostgres))(
  `Postgres ${lowestPostgres}, away for three seconds: every answer is 200 or 503, what was answered is stored once, the rest is taken under the same key (${postgresMissing(lowestPostgres)})`,
  async () => {
    const { signal } = new AbortController();
    const postgres = lowestPostgres;
    const report = await tryOutage({ connections: 8, seconds: 7, outageSeconds: 3, postgres, signal });
    expect(outageFaults(report)).toEqual([]);
    expect(report.answers[200]).toBeGreaterThan(0);
    expect(report.answers[503]).toBeGreaterThan(0);
  },
);

const tooOld = lowestPostgres - 1;

test.skipIf(!isPostgresInstalled(tooOld))(
  `Postgres ${tooOld} is refused with its version and the one that is needed (${postgresMissing(tooOld)})`,
  async () => {
    const home = await createEmptyHome();
    const cluster = await createTestCluster({ postgres: tooOld });
    try {
      const started = launch({
        ...{ PORT: "0", METRICS_PORT: "0", LOG_LEVEL: "fatal", MICROCALC_HOME: home },
        DATABASE_URL: cluster.url("postgres"),
      });
      expect(await started.ended).toBe(1);
      expect(started.log()).toMatch(
        new RegExp(
          `^The database is Postgres ${tooOld}\\.\\d+; Microcalc needs Postgres ${lowestPostgres} or later\\.`,
        ),
      );
    } finally {
      await cluster.remove();
      await removeHome(home);
    }
  },
);
