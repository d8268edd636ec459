import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { request } from "node:https";
import { tmpdir } from "node:os";
import path from "node:path";
import { connect, type TLSSocket } from "node:tls";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { freePort } from "../server/db/postgres/free-port";
import { bodyLimits } from "../server/http/body-limits";
import { administrator } from "./accounts";
import { type App, startApp } from "./app";
import { openBrowser, visit } from "./browser";
import { signInPage } from "./people";
import { heading } from "./visits";

const sentence = "nginx or openssl is not installed; on Debian: apt-get install nginx-light openssl";
const installed = ["nginx", "openssl"].every((name) => spawnSync("which", [name]).status === 0);
if (!installed && process.env.CI) throw new Error(sentence);

let folder: string;
let app: App;
let proxy: ChildProcess;
let browser: Browser;
let certificate: string;
const ports = { http: 0, tls: 0 };
let said = "";
const publicUrl = () => `https://localhost:${ports.tls}`;

/** The example's configuration, with addresses and paths of this machine. */
async function configuration(): Promise<string> {
  const example = await readFile("docs/compose/tls/nginx.conf", "utf8");
  const replaced: [from: RegExp, to: string][] = [
    // Before the paths that this folder's own begins with.
    [/\/tmp\//g, `${folder}/`],
    [/listen 8080;/, `listen 127.0.0.1:${ports.http};`],
    // Before 1.25 it is said so, and Debian's is older.
    [/listen 8443 ssl;\s+http2 on;/, `listen 127.0.0.1:${ports.tls} ssl http2;`],
    [/\/run\/secrets\/tls-certificate/, path.join(folder, "certificate.pem")],
    [/\/run\/secrets\/tls-key/, path.join(folder, "key.pem")],
    [/resolver [^;]+;/, ""],
    [/http:\/\/microcalc-behind-proxy:3000/, `http://127.0.0.1:${app.port}`],
  ];
  return replaced.reduce((text, [from, to]) => {
    expect(text).toMatch(from);
    return text.replace(from, to);
  }, example);
}

async function startProxy(): Promise<void> {
  const file = path.join(folder, "nginx.conf");
  await writeFile(file, await configuration());
  proxy = spawn("nginx", ["-c", file, "-p", folder, "-e", "stderr", "-g", "daemon off;"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  proxy.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  await vi
    .waitFor(async () => expect((await ask("/livez")).status).toBe(200), { timeout: 15_000 })
    .catch((cause) => {
      throw new Error(`nginx does not answer. It said: ${said || "nothing"}`, { cause });
    });
}

interface Asked {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A request through the proxy, whose certificate is the only one that is believed. */
function ask(address: string, { headers = {}, body }: Asked = {}) {
  return new Promise<{ status: number | undefined; headers: NodeJS.Dict<string | string[]>; text: string }>(
    (resolve, reject) => {
      const method = body === undefined ? "GET" : "POST";
      const given = { host: "localhost", port: ports.tls, path: address, ca: certificate, method, headers };
      const asked = request(given, (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (part: string) => {
          text += part;
        });
        answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, text }));
      });
      asked.on("error", reject);
      asked.end(body);
    },
  );
}

describe.skipIf(!installed)(
  `with nginx as in docs/compose/tls (${installed ? "installed" : sentence})`,
  () => {
    beforeAll(async () => {
      folder = await mkdtemp(path.join(tmpdir(), "microcalc-tls-"));
      await mkdir(path.join(folder, "logs"));
      // Started by root, nginx keeps bodies as a user of its own.
      await chmod(folder, 0o755);
      [ports.http, ports.tls] = [await freePort(), await freePort()];
      const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
      const files = ["-keyout", path.join(folder, "key.pem"), "-out", path.join(folder, "certificate.pem")];
      const names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "2"];
      execFileSync("openssl", ["req", "-x509", ...key, ...files, ...names], { stdio: "ignore" });
      certificate = await readFile(path.join(folder, "certificate.pem"), "utf8");
      app = await startApp({ variables: { PUBLIC_URL: publicUrl(), TRUSTED_PROXIES: "127.0.0.1" } });
      await startProxy();
      browser = await openBrowser();
    });
    afterAll(async () => {
      await browser?.close();
      proxy?.kill("SIGTERM");
      await app?.remove();
      await rm(folder, { recursive: true, force: true });
    });

    test("somebody signs in over TLS, in a browser, and works", () =>
      visit(browser, { ignoreHTTPSErrors: true }, async ({ page, expectTrouble }) => {
        expectTrouble(/status of 401/);
        await page.context().clearCookies();
        await page.goto(`${publicUrl()}/`);
        await signInPage(page).signIn(administrator);
        await page.waitForURL(`${publicUrl()}/`);
        await heading(page, "assess.title").waitFor();
      }));

    test("what comes over plain http is sent on to https, and pages ask browsers to remember that", async () => {
      const plain = await fetch(`http://127.0.0.1:${ports.http}/history?call=x`, { redirect: "manual" });
      expect(plain.status).toBe(308);
      expect(plain.headers.get("location")).toBe("https://127.0.0.1/history?call=x");
      const page = await ask("/sign-in");
      expect(page.headers["strict-transport-security"]).toMatch(/^max-age=\d+; includeSubDomains$/);
      expect(page.headers.server).toBe("nginx");
    });

    test("a sender's own word on its address is not believed", async () => {
      const { email, password } = administrator;
      const answer = await ask("/api/trpc/session.signIn", {
        headers: {
          "Content-Type": "application/json",
          Origin: publicUrl(),
          "X-Forwarded-For": "203.0.113.7",
          "X-Forwarded-Host": "elsewhere.example",
        },
        body: JSON.stringify({ email, password }),
      });
      expect(answer.status, answer.text).toBe(200);
      const [cookie = ""] = answer.headers["set-cookie"] ?? [];
      const trail = await ask("/api/trpc/audit.list", {
        headers: {
          "Content-Type": "application/json",
          Origin: publicUrl(),
          Cookie: cookie.split(";", 1)[0] ?? "",
        },
        body: "{}",
      });
      expect(trail.text).toContain('"address":"127.0.0.1"');
      expect(trail.text).not.toContain("203.0.113.7");
    });

    test("a body that is not whole yet holds no request of the application's", async () => {
      const body = JSON.stringify({ email: administrator.email, password: "a wrong one altogether" });
      const socket = await new Promise<TLSSocket>((resolve) => {
        const opened = connect(
          { host: "localhost", servername: "localhost", port: ports.tls, ca: certificate },
          () => resolve(opened),
        );
      });
      let answered = "";
      socket.setEncoding("utf8").on("data", (text: string) => {
        answered += text;
      });
      const head = ["POST /api/trpc/session.signIn HTTP/1.1", "Host: localhost", "Connection: close"];
      const described = ["Content-Type: application/json", `Content-Length: ${body.length}`, "", ""];
      socket.write([...head, ...described].join("\r\n") + body.slice(0, 20));
      // Whatever nginx passes on at once is with the application before this one is answered.
      expect((await ask("/sign-in")).status).toBe(200);
      const metrics = await (await fetch(app.metricsUrl)).text();
      expect(metrics).toMatch(/^microcalc_http_requests_in_flight 0$/m);
      socket.write(body.slice(20));
      await expect.poll(() => answered, { timeout: 10_000 }).toMatch(/^HTTP\/1\.1 401 /);
      socket.destroy();
    });

    test("the largest body that the application takes reaches it, and its own sentence refuses a larger one", async () => {
      const [, limit = ""] =
        /client_max_body_size (\d+)m/.exec(await readFile("docs/compose/tls/nginx.conf", "utf8")) ?? [];
      expect(Number(limit) * 2 ** 20).toBeGreaterThan(bodyLimits.file);
      const larger = await ask("/api/trpc/predictions.create", {
        headers: { "Content-Type": "application/json", Origin: publicUrl() },
        body: JSON.stringify("x".repeat(bodyLimits.usual)),
      });
      expect(larger.status).toBe(413);
      expect(larger.text).not.toContain("nginx");
    });

    test("nginx finds nothing to complain of", () => {
      expect(said).toBe("");
    });
  },
);
