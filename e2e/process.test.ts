import { readFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import promClient from "prom-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isAlive } from "../server/db/postgres/postmaster-file";
import { aBody } from "../server/testing/submission";
import { ask } from "./accounts";
import { type App, createHome, launch, removeHome, startApp } from "./app";
import { createOver, listOver, post } from "./procedures";
import { openRequest } from "./raw-request";

async function postmasterPid(home: string): Promise<number> {
  const [first = ""] = (await readFile(join(home, "postgres", "postmaster.pid"), "utf8")).split("\n");
  return Number(first);
}

/** Sum over all label values of a counter, as Prometheus would read it. */
async function counted({ metricsUrl }: App, name: string): Promise<number> {
  const lines = (await (await fetch(metricsUrl)).text()).split("\n");
  const values = lines
    .filter((line) => line.startsWith(`${name}{`))
    .map((line) => Number(line.split(" ").at(-1)));
  return values.reduce((sum, value) => sum + value, 0);
}

describe("a running server", () => {
  let app: App;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.remove());

  test("is scraped on a port of its own: a prediction raises the counter by one", async () => {
    const before = await counted(app, "microcalc_predictions_total");
    await createOver(app.url);
    expect(await counted(app, "microcalc_predictions_total")).toBe(before + 1);
    const answer = await fetch(app.metricsUrl);
    expect(answer.headers.get("content-type")).toBe(promClient.register.contentType);
    expect((await fetch(`${app.url}/metrics`)).status).toBe(404);
  });

  test("keeps what people type out of its log and Postgres's, refused or accepted", async () => {
    const canary = "Canary4711";
    const { id } = await createOver(app.url, { caseReference: canary });
    const { features } = aBody();
    await post(app.url, "predictions.recordOutcome", { id, outcome: "undetermined", note: canary });
    await post(app.url, "predictions.recordOutcome", { id, outcome: canary, note: `${canary}\u0000` });
    await post(app.url, "predictions.create", { ...aBody(), caseReference: `=${canary}` });
    await post(app.url, "predictions.create", { ...aBody(), features: { ...features, area: 4711.4711 } });
    await post(app.url, "predictions.list", { caseReference: canary });
    const filters = new URLSearchParams({ filters: JSON.stringify({ caseReference: canary }) });
    await ask(`${app.url}/api/export/predictions`, { method: "POST", body: filters });
    await expect.poll(app.log).toContain("/api/export/predictions");
    const postgresLog = await readFile(join(app.home, "postgres.log"), "utf8");
    expect(app.log() + postgresLog + app.output()).not.toMatch(/Canary4711|4711\.4711/);
  });

  test("a second process on its home says who has it and leaves it alone", async () => {
    const second = launch({ PORT: "0", METRICS_PORT: "0", MICROCALC_HOME: app.home });
    expect(await second.ended).toBe(1);
    expect(second.log()).toContain(`Another Microcalc process (pid ${app.pid}) is using ${app.home}.`);
    await createOver(app.url);
  });

  test("brings its Postgres back when it dies, with everything that was stored", async () => {
    const { id } = await createOver(app.url);
    const killed = await postmasterPid(app.home);
    process.kill(killed, "SIGKILL");
    // Its children answer a moment longer.
    await expect
      .poll(() => postmasterPid(app.home).catch(() => killed), { timeout: 30_000 })
      .not.toBe(killed);
    await expect
      .poll(async () => (await post(app.url, "predictions.create", aBody())).status, { timeout: 30_000 })
      .toBe(200);
    expect((await listOver(app.url)).map((row) => row.id)).toContain(id);
  });

  test("readiness is of the process: a broken database does not take it out of service", async () => {
    process.kill(await postmasterPid(app.home), "SIGKILL");
    expect((await fetch(`${app.url}/readyz`)).status).toBe(200);
    expect((await fetch(`${app.url}/livez`)).status).toBe(200);
  });
});

describe("the end of a server", () => {
  test("killed at any moment, it has kept every prediction it answered", async () => {
    const first = await startApp();
    const stored = await Promise.all(Array.from({ length: 20 }, () => createOver(first.url)));
    first.signal("SIGKILL");
    expect(await first.ended).toBeNull();
    const second = await startApp({ home: first.home });
    try {
      const found = new Set((await listOver(second.url)).map((row) => row.id));
      expect(found).toEqual(new Set(stored.map((row) => row.id)));
    } finally {
      await second.remove();
    }
  });

  test.for(["SIGTERM", "SIGINT"] as const)(
    "%s: unready at once, requests in flight are finished, nothing is left",
    async (signal) => {
      const app = await startApp({ variables: { DRAIN_DELAY_MS: "1500" } });
      try {
        const postmaster = await postmasterPid(app.home);
        const body = JSON.stringify(aBody());
        const { sent, answer } = openRequest(`${app.url}/api/trpc/predictions.create`, {
          method: "POST",
          headers: { "Content-Type": "application/json", "Content-Length": body.length },
        });
        sent.write(body.slice(0, 20));
        await fetch(`${app.url}/livez`);
        const ended = app.stop(signal);
        await expect.poll(async () => (await fetch(`${app.url}/readyz`)).status).toBe(503);
        // Past the delay the door is closed; the request that came through it before is still there.
        await expect
          .poll(
            () =>
              fetch(`${app.url}/readyz`).then(
                () => "open",
                () => "closed",
              ),
            { timeout: 5000 },
          )
          .toBe("closed");
        sent.end(body.slice(20));
        expect(await answer).toMatchObject({ status: 200 });
        expect(await ended).toBe(0);
        // It has ended when the server has, but its number lasts until whoever inherited it collects it.
        await expect.poll(() => isAlive(postmaster), { timeout: 15_000 }).toBe(false);
      } finally {
        await app.remove();
      }
    },
  );
});

describe("a server that cannot start", () => {
  const unreachable = "postgresql://nobody@127.0.0.1:1/none";

  async function refusal(variables: Record<string, string>): Promise<string> {
    const { ended, log, output } = launch({ PORT: "0", METRICS_PORT: "0", LOG_LEVEL: "fatal", ...variables });
    expect(await ended).toBe(1);
    // Next says on its own how long its configuration took.
    expect(output()).not.toContain("ready");
    return log();
  }

  test("names every wrong variable in one sentence", async () => {
    const said = await refusal({ PORT: "99999", LOG_LEVEL: "loud" });
    expect(said).toMatch(/^Wrong environment variables\. .*PORT: .*; LOG_LEVEL: .*\n$/);
  });

  test.for(["PORT", "METRICS_PORT"])(
    "says which port is in use, and that %s changes it",
    async (variable) => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      try {
        const said = await refusal({ [variable]: String(port) });
        expect(said).toBe(
          `Cannot listen on 127.0.0.1: port ${port} is in use; set ${variable} to another.\n`,
        );
      } finally {
        server.close();
      }
    },
  );

  test("names the model file it cannot read", async () => {
    const home = await createHome();
    try {
      const said = await refusal({ MICROCALC_MODEL: "/nowhere", MICROCALC_HOME: home });
      expect(said).toMatch(/^The model cannot be loaded: \/nowhere\/.* cannot be read\.\n$/);
    } finally {
      await removeHome(home);
    }
  });

  test("names the model file it cannot read even while its database is away", async () => {
    const said = await refusal({ MICROCALC_MODEL: "/nowhere", DATABASE_URL: unreachable });
    expect(said).toContain("The model cannot be loaded: /nowhere/");
  });

  test("and waits for its database ends with 0 when it is told to", async () => {
    const { ended, log, signal } = launch({ PORT: "0", METRICS_PORT: "0", DATABASE_URL: unreachable });
    await expect.poll(log, { timeout: 20_000 }).toContain("The database does not answer; trying again");
    signal("SIGTERM");
    expect(await ended).toBe(0);
  });
});
