import type { OutgoingHttpHeaders } from "node:http";
import type { AnyProcedure } from "@trpc/server";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sessionCookie } from "../server/auth/session-limits";
import { aBody } from "../server/testing/submission";
import { appRouter } from "../server/trpc/root";
import { signedIn } from "./accounts";
import { type App, startApp } from "./app";
import { hydrated } from "./assess-page";
import { openBrowser, sentences, visit } from "./browser";
import { listOver, post } from "./procedures";
import { rawRequest, statusLineFor } from "./raw-request";

let app: App;
/** Calls of one person; ten times as many from an address. More than the tests here make. */
const perMinute = 500;

beforeAll(async () => {
  const variables = { LOG_LEVEL: "error", CANARY_INTERVAL_MS: "0", TRUSTED_PROXIES: "127.0.0.1, ::1" };
  app = await startApp({ variables: { ...variables, RATE_LIMIT_PER_MINUTE: String(perMinute) } });
  await post(app.url, "predictions.create", aBody());
});

afterAll(() => app.remove());

const json = { "Content-Type": "application/json" };
const create = "/api/trpc/predictions.create";

/** The status line of a request whose address goes over the wire as it stands here. */
function statusOf(
  method: string,
  address: string,
  { headers = {}, body = "" }: { headers?: Record<string, string>; body?: string } = {},
): Promise<string> {
  const sent = { Host: "localhost", "Content-Length": String(Buffer.byteLength(body)), ...headers };
  const lines = Object.entries(sent).map(([name, value]) => `${name}: ${value}\r\n`);
  return statusLineFor(app.port, `${method} ${address} HTTP/1.1\r\n${lines.join("")}\r\n${body}`);
}

describe("the policy", () => {
  const nonceOf = (policy: string | null) => /script-src 'nonce-([^']+)'/.exec(policy ?? "")?.[1];

  test.for(["/", "/history", "/models", "/no/such/page"])(
    "of %s has a new nonce each time, with which alone scripts and style tags are let in, and nothing is kept",
    async (path) => {
      const given = { "Content-Security-Policy": "script-src 'nonce-stranger'", "X-Nonce": "stranger" };
      const answers = [
        await rawRequest(app.url + path, { headers: given }),
        await rawRequest(app.url + path),
      ];
      const nonces = answers.map(({ headers, body }) => {
        const nonce = nonceOf(String(headers["content-security-policy"])) ?? "";
        expect(nonce).toMatch(/^[\w+/]{24}$/);
        expect(headers["cache-control"]).toContain("no-store");
        expect(headers["x-powered-by"]).toBeUndefined();
        const tags = [...body.matchAll(/<(?:script|style)\b[^>]*>/g)].map(([tag]) => tag);
        expect(tags.length).toBeGreaterThan(4);
        expect(tags.filter((tag) => !tag.includes(` nonce="${nonce}"`))).toEqual([]);
        return nonce;
      });
      expect(new Set(nonces).size).toBe(2);
    },
  );

  test.for([
    ["a procedure", 200, "GET", "/api/trpc/models.current"],
    ["a refusal", 404, "GET", "/api/trpc/no.such"],
    ["a probe", 200, "GET", "/readyz"],
    ["what no page is", 405, "PUT", "/"],
  ] as const)("lets %s do nothing in a browser", async ([, status, method, path]) => {
    const { headers, status: answered } = await rawRequest(app.url + path, { method });
    expect({ ...headers, status: answered }).toMatchObject({
      status,
      "content-security-policy":
        "default-src 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-embedder-policy": "require-corp",
      "cross-origin-resource-policy": "same-origin",
      "permissions-policy": expect.stringContaining("camera=()"),
    });
  });

  test("asks for https for two years, where the proxy says that https it was, and only there", async () => {
    const over = async (scheme: string) =>
      (await rawRequest(app.url, { headers: { "X-Forwarded-Proto": scheme } })).headers;
    expect((await over("https"))["strict-transport-security"]).toBe("max-age=63072000; includeSubDomains");
    expect(await over("http")).not.toHaveProperty("strict-transport-security");
  });
});

describe("in a browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test("what somebody got into a page does not run, load, or send anything anywhere", () =>
    visit(browser, {}, async ({ page, expectTrouble }) => {
      const sentAway: string[] = [];
      await page.route("http://elsewhere.example/**", (route) => {
        sentAway.push(route.request().url());
        return route.abort();
      });
      expectTrouble(/refused by the policy|Content Security Policy/);
      const refused: string[] = [];
      page.on("console", (message) =>
        refused.push(/^refused by the policy: (\S+)/.exec(message.text())?.[1] ?? ""),
      );
      await page.goto(app.url);
      await hydrated(page);
      await page.evaluate(() => {
        document.body.insertAdjacentHTML(
          "beforeend",
          `<img src="/icon.svg" onload="document.title='run'"><base href="http://elsewhere.example/">
           <a id="bad" href="javascript:document.title='run'">x</a><iframe src="/history"></iframe>
           <img src="http://elsewhere.example/a.png"><style>main { display: none }</style>
           <form id="away" action="http://elsewhere.example/"></form>`,
        );
        const script = document.createElement("script");
        script.textContent = "document.title = 'run'";
        document.body.append(script);
        document.querySelector<HTMLElement>("#bad")?.click();
        document.querySelector<HTMLFormElement>("#away")?.submit();
        fetch("http://elsewhere.example/").catch(() => undefined);
      });
      const directives = ["script-src-attr", "script-src-elem", "frame-src", "img-src", "style-src-elem"];
      for (const one of [...directives, "form-action", "connect-src", "base-uri"])
        await expect.poll(() => refused).toContain(one);
      expect(await page.title()).not.toBe("run");
      expect(await page.locator("main").isVisible()).toBe(true);
      expect(sentAway).toEqual([]);
    }));

  test("an answer with another nonce, as after a change of language, is drawn under the first one's policy", () =>
    visit(browser, {}, async ({ page }) => {
      await page.goto(app.url);
      await hydrated(page);
      await page.getByRole("button", { name: "FR", exact: true }).click();
      const french = sentences("fr");
      await page.getByRole("heading", { name: french("assess.title"), exact: true }).waitFor();
      for (const theme of ["dark", "light"])
        await page.getByRole("button", { name: french(`app.theme.${theme}`), exact: true }).click();
      await page.getByRole("link", { name: french("app.navigation.model"), exact: true }).click();
      await page.getByRole("heading", { name: french("models.identity.title"), exact: true }).waitFor();
    }));
});

describe("a way in that Next's advisories name", () => {
  const upgrade = { Connection: "Upgrade", Upgrade: "websocket", "Sec-WebSocket-Version": "13" };
  const image = "image?url=%2Ficon.svg&w=64&q=75";

  test.for<[what: string, method: string, address: string, headers: Record<string, string>, status: number]>([
    ["a server function", "POST", "/", { "Next-Action": "a" }, 400],
    ["a server function on a read", "GET", "/", { "Next-Action": "a" }, 400],
    ["a server function of the API", "POST", create, { ...json, "Next-Action": "a" }, 400],
    [
      "a server function by form",
      "POST",
      "/history",
      { "Content-Type": "multipart/form-data; boundary=b" },
      405,
    ],
    ["a skipped middleware", "GET", "/", { "x-middleware-subrequest": "proxy:proxy:proxy" }, 400],
    ["the optimiser", "GET", `/_next/${image}`, {}, 404],
    ["the optimiser, a letter escaped", "GET", `/%5fnext/${image}`, {}, 404],
    ["the optimiser, escaped twice", "GET", `/%255fnext/${image}`, {}, 404],
    ["the optimiser, doubled slashes", "GET", `//_next/${image}`, {}, 404],
    ["the optimiser, more of them", "GET", `/_next//${image}`, {}, 404],
    ["the optimiser, a backslash", "GET", `/_next\\${image}`, {}, 404],
    ["the optimiser, by way of elsewhere", "GET", `/x/../_next/${image}`, {}, 404],
    ["the optimiser of a whole address", "GET", `http://localhost/_next/${image}`, {}, 400],
    ["data of pages", "GET", "/_next/data/x/history.json", {}, 404],
    ["a page that is Next's own", "GET", "/_global-error", {}, 404],
    ["an upgrade", "GET", "/", upgrade, 400],
    ["an upgrade of Next's own", "GET", "/_next/webpack-hmr", upgrade, 400],
    ["an upgrade of the API", "GET", create, upgrade, 400],
    ["a tunnel", "CONNECT", "localhost:5432", {}, 400],
  ])("is closed: %s", async ([, method, address, headers, status]) => {
    const answer = await statusOf(method, address, { headers });
    // Node.js hangs up on a tunnel that nobody listens for.
    expect(answer === "" && method === "CONNECT" ? " 400 " : answer).toContain(` ${status} `);
  });

  const tree = (state: unknown) => encodeURIComponent(JSON.stringify(state));
  test.for<[what: string, headers: OutgoingHttpHeaders]>([
    ["none", {}],
    ["a tree that is none", { "Next-Router-State-Tree": "{{{" }],
    ["a tree of nothing", { "Next-Router-State-Tree": "" }],
    ["a broken escape", { "Next-Router-State-Tree": "%E0%A4%A" }],
    ["a tree 3,000 deep", { "Next-Router-State-Tree": `${"[".repeat(3000)}${"]".repeat(3000)}` }],
    ["a tree of 12 kB", { "Next-Router-State-Tree": tree(["x".repeat(12_000), {}]) }],
    [
      "a tree of prototypes",
      { "Next-Router-State-Tree": "%5B%22%22%2C%7B%22__proto__%22%3A%5B%22%22%2C%7B%7D%5D%7D%5D" },
    ],
    [
      "a tree of another page",
      { "Next-Router-State-Tree": tree(["", { children: ["x", {}] }, null, "refetch"]) },
    ],
    ["an early fetch of what is none", { "Next-Router-Prefetch": "x" }],
    ["a segment", { "Next-Router-Prefetch": "1", "Next-Router-Segment-Prefetch": "/_tree" }],
    ["a segment out of the way", { "Next-Router-Prefetch": "1", "Next-Router-Segment-Prefetch": "/../../x" }],
    ["another address", { "Next-Url": "http://elsewhere.example/%ZZ" }],
    ["another host", { "X-Forwarded-Host": "elsewhere.example", "X-Forwarded-Proto": "https" }],
    ["another way", { "x-matched-path": "/models", "x-now-route-matches": "1=x", "next-resume": "1" }],
  ])("is no failure of ours: part of a page asked for with %s", async ([, given]) => {
    const headers = { RSC: "1", ...given };
    const first = await rawRequest(`${app.url}/history?_rsc=x`, { headers });
    // Next answers under an address that tells by its end which part it is.
    expect(first.status).toBe(307);
    expect(first.headers.location).toMatch(/^\/history\?_rsc/);
    const { status } = await rawRequest(`${app.url}${first.headers.location}`, { headers });
    expect([200, 204, 404]).toContain(status);
  });
});

describe("a procedure is reached under one address only", () => {
  test.for([
    `/${create}`,
    create.replace("/trpc", "//trpc"),
    create.replace("/predictions", "//predictions"),
    create.replace("api", "%61pi"),
    create.replace("api", "API"),
    create.replace("/trpc/", "%2Ftrpc%2F"),
    create.replace("predictions", "%2e%2e/trpc/predictions"),
    create.replace("predictions", "a/../predictions"),
    create.replace("predictions", "./predictions"),
    create.replaceAll("/", "\\").replace("\\", "/"),
    `/x/..${create}`,
    `/x/%2e%2e${create}`,
    `${create}/`,
    `${create}.`,
    `${create}/.`,
    `${create}%00`,
    `${create};a=1`,
    `${create}%3Fa`,
    `${create}%20`,
    create.replace("api/", "api;a/"),
    `http://elsewhere.example${create}`,
  ])("not under %s", async (address) => {
    const before = await listOver(app.url);
    const body = JSON.stringify(aBody());
    expect(await statusOf("POST", address, { headers: json, body })).toMatch(/ 4\d\d /);
    expect(await statusOf("GET", address.replace("predictions.create", "models.current"))).toMatch(/ 4\d\d /);
    expect(await listOver(app.url)).toEqual(before);
  });
});

describe("a write", () => {
  const body = JSON.stringify(aBody());
  const batch = JSON.stringify({ 0: aBody(), 1: aBody() });

  test.for<[what: string, status: number, headers: Record<string, string>]>([
    ["another site's script", 403, { ...json, "Sec-Fetch-Site": "cross-site" }],
    ["a neighbour's script", 403, { ...json, "Sec-Fetch-Site": "same-site" }],
    ["another origin", 403, { ...json, Origin: "https://elsewhere.example" }],
    ["a frame without an origin", 403, { ...json, Origin: "null" }],
    ["a form", 415, { "Content-Type": "application/x-www-form-urlencoded" }],
    ["a form of plain text", 415, { "Content-Type": "text/plain" }],
    ["a form with files", 415, { "Content-Type": "multipart/form-data; boundary=b" }],
    ["bytes", 415, { "Content-Type": "application/octet-stream" }],
    ["a session that comes from nowhere", 403, { ...json, Cookie: `${sessionCookie}=t` }],
  ])("of %s is refused with %i, alone and in a batch, before any call of it", async ([, status, headers]) => {
    const before = await listOver(app.url);
    expect(await statusOf("POST", create, { headers, body })).toContain(` ${status} `);
    const both = `${create},predictions.create?batch=1`;
    expect(await statusOf("POST", both, { headers, body: batch })).toContain(` ${status} `);
    expect(await listOver(app.url)).toEqual(before);
  });

  test("of a page of ours is let in, as the proxy knows us too", async () => {
    const ours = { ...json, Origin: app.url, "Sec-Fetch-Site": "same-origin" };
    expect((await rawRequest(app.url + create, { method: "POST", headers: ours, body })).status).toBe(200);
    const proxied = { "X-Forwarded-Host": "microcalc.example", "X-Forwarded-Proto": "https" };
    const { Cookie = "" } = signedIn(app.url);
    const fromPublic = { ...json, Cookie, ...proxied, Origin: "https://microcalc.example" };
    const fromBehind = { ...json, Cookie, ...proxied, Origin: app.url };
    expect(await statusOf("POST", create, { headers: fromPublic, body })).toContain(" 200 ");
    expect(await statusOf("POST", create, { headers: fromBehind, body })).toContain(" 403 ");
  });

  const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, AnyProcedure>);
  const mutations = procedures.filter(([, { _def }]) => _def.type === "mutation").map(([name]) => name);

  test("is none by GET, for any procedure that changes something, alone and in a batch", async () => {
    expect(mutations).toContain("predictions.create");
    const before = await listOver(app.url);
    const input = encodeURIComponent(body);
    const addresses = mutations.flatMap((name) => [
      `${name}?input=${input}`,
      `${name},${name}?batch=1&input=${encodeURIComponent(batch)}`,
    ]);
    const headers = { "X-HTTP-Method-Override": "POST", "X-HTTP-Method": "POST" };
    for (const address of addresses)
      expect(await rawRequest(`${app.url}/api/trpc/${address}`, { headers })).toMatchObject({ status: 405 });
    expect(await listOver(app.url)).toEqual(before);
  });

  test.for([
    "/",
    "/history",
    "/_next/static/x.js",
    "/api/trpc/models.current",
    "/api/trpc/no.such",
    "/api/no/such",
  ])("or a read of %s has no body of 50 MB", async (path) => {
    for (const method of ["GET", "POST"]) {
      const headers = { ...json, "Content-Length": String(50 * 2 ** 20) };
      expect(await statusOf(method, path, { headers })).toMatch(/ 4(?:05|13) /);
    }
  });

  test("has a hundred headers at most", async () => {
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`X-${index}`, "1"]));
    expect(await statusOf("POST", create, { headers: { ...json, ...many }, body })).toContain(" 431 ");
  });
});

describe("who asks for too much", () => {
  /** As many calls of a procedure as there may be, twenty to a request; gives the last answer. */
  async function askOften(calls: number, headers: Record<string, string>): Promise<Response> {
    const batch = `${app.url}/api/trpc/${Array(20).fill("session.current").join(",")}?batch=1&input=%7B%7D`;
    for (let asked = 0; asked < calls; asked += 20) await (await fetch(batch, { headers })).text();
    return fetch(`${app.url}/api/trpc/session.current`, { headers });
  }
  const waits = (answer: Response) => Number(answer.headers.get("Retry-After"));

  test("without an account waits, by every door and in their language; other addresses do not", async () => {
    const from = { "X-Forwarded-For": "198.51.100.7", "Accept-Language": "fr" };
    const refused = await askOften(10 * perMinute, from);
    expect(refused.status).toBe(429);
    expect(waits(refused)).toBeGreaterThan(0);
    expect((await refused.json()).error.data.problem).toMatchObject({
      ...{ code: "too_many_requests", retryAfterSeconds: waits(refused) },
      message: sentences("fr")("errors.too_many_requests", { seconds: waits(refused) }),
    });
    const rest = await fetch(`${app.url}/api/v1/predictions`, { method: "GET", headers: from });
    expect([rest.status, rest.headers.get("Content-Type")]).toEqual([429, "application/problem+json"]);
    expect(await rest.json()).toMatchObject({ code: "too_many_requests" });
    const form = { "Content-Type": "application/x-www-form-urlencoded" };
    const file = { method: "POST", headers: { ...from, ...form }, body: "filters={}" };
    for (const address of ["/", "/nowhere", "/api/docs", "/api/v1/nowhere"])
      expect((await fetch(app.url + address, { headers: from })).status, address).toBe(429);
    expect((await fetch(`${app.url}/api/export/predictions`, file)).status).toBe(429);
    const other = { ...from, "X-Forwarded-For": "198.51.100.8" };
    for (const address of ["/", "/api/trpc/session.current"])
      expect((await fetch(app.url + address, { headers: other })).status, address).toBe(200);
  });

  test("in an account waits wherever they are, others at the same address do not, and it is on record once", async () => {
    const given = { name: "In A Hurry", email: "in-a-hurry@example.org", role: "operator" };
    const made = await (await post(app.url, "accounts.create", given)).json();
    const { account, password } = made.result.data;
    const entered = await fetch(`${app.url}/api/trpc/session.signIn`, {
      ...{ method: "POST", headers: json, body: JSON.stringify({ email: given.email, password }) },
    });
    const headers = { Cookie: entered.headers.getSetCookie()[0]?.split(";")[0] ?? "" };
    const refused = await askOften(perMinute, headers);
    expect([refused.status, waits(refused) > 0]).toEqual([429, true]);
    const elsewhere = { ...headers, "X-Forwarded-For": "198.51.100.9" };
    expect((await fetch(`${app.url}/api/trpc/session.current`, { headers: elsewhere })).status).toBe(429);
    const answer = await post(app.url, "audit.list", { actor: account.id, action: "access.denied" });
    const { items } = (await answer.json()).result.data;
    expect(items).toMatchObject([{ result: "denied", details: { reason: "too_many_requests" } }]);
  });
});
