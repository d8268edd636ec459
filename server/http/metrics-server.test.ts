import { connect } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createMetrics } from "../observability/create-metrics";
import { listen } from "./listen";
import { createMetricsServer, type MetricsServerOptions } from "./metrics-server";

const token = "a-token-of-enough-characters";
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function start(options?: MetricsServerOptions) {
  const metrics = createMetrics();
  const server = createMetricsServer(metrics, options);
  const port = await listen(server, { host: "127.0.0.1", port: 0, variable: "METRICS_PORT" });
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { metrics, port, url: `http://127.0.0.1:${port}/metrics` };
}

const asking = (url: string, authorization: string) => fetch(url, { headers: { authorization } });

test("a scrape has the registry's own content type, is kept nowhere and taken for nothing else", async () => {
  const { metrics, url } = await start();
  const answer = await fetch(url);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe(metrics.registry.contentType);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  expect(await answer.text()).toContain("\n# TYPE microcalc_ready gauge\nmicrocalc_ready 0\n");
});

test("HEAD says what GET would, and sends no body", async () => {
  const { url } = await start();
  const answer = await fetch(url, { method: "HEAD" });
  expect(answer.status).toBe(200);
  expect(Number(answer.headers.get("content-length"))).toBeGreaterThan(1000);
  expect(await answer.text()).toBe("");
});

test.for(["POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"])(
  "%s is refused with the methods that are not",
  async (method) => {
    const { url } = await start();
    const answer = await fetch(url, { method });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
    expect(await answer.text()).toBe("");
  },
);

test.for(["/", "/metrics/", "//metrics", "/Metrics", "/livez", "/metrics%00", "/metrics/../metrics2"])(
  "%s is not there",
  async (path) => {
    const { port } = await start();
    expect((await fetch(`http://127.0.0.1:${port}${path}`)).status).toBe(404);
  },
);

test("with a token only who sends it gets the metrics, and nobody else learns anything", async () => {
  const { url } = await start({ token });
  for (const wrong of [
    "",
    "Bearer",
    "Bearer ",
    `Bearer ${token}x`,
    `Bearer ${token.slice(0, -1)}`,
    `Bearer ${token} ${token}`,
    `Basic ${token}`,
    token,
    `Bearer ${"x".repeat(8000)}`,
  ]) {
    const answer = await asking(url, wrong);
    expect([answer.status, answer.headers.get("www-authenticate"), await answer.text()], wrong).toEqual([
      401,
      "Bearer",
      "",
    ]);
  }
  expect((await fetch(url)).status).toBe(401);
  expect((await asking(url, `Bearer ${token}`)).status).toBe(200);
  expect((await asking(url, `bearer ${token}`)).status).toBe(200);
});

test("scrapes at the same time are each whole: no series twice, none missing", async () => {
  const { url } = await start();
  const texts = await Promise.all(Array.from({ length: 8 }, async () => (await fetch(url)).text()));
  const seriesOf = (text: string) =>
    text.split("\n").flatMap((line) => (/^[a-z]/.test(line) ? [line.slice(0, line.lastIndexOf(" "))] : []));
  for (const text of texts) {
    const series = seriesOf(text);
    expect(new Set(series).size).toBe(series.length);
    expect(series.filter((one) => one.startsWith("microcalc_"))).toEqual(
      seriesOf(texts[0] ?? "").filter((one) => one.startsWith("microcalc_")),
    );
  }
});

test("a request that does not come to its end is answered and hung up on", { timeout: 20_000 }, async () => {
  const { port } = await start();
  const text = await new Promise<string>((resolve, reject) => {
    let received = "";
    const socket = connect(port, "127.0.0.1", () => socket.write("GET /metrics HTTP/1.1\r\nHost: a\r\n"));
    socket.setEncoding("latin1").on("data", (chunk: string) => {
      received += chunk;
    });
    socket.once("error", reject).once("close", () => resolve(received));
  });
  expect(text).toMatch(/^HTTP\/1\.1 408 /);
});
