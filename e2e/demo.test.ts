import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { personRoles } from "../lib/accounts/role";
import { freePort } from "../server/db/postgres/free-port";
import { isAlive, readPostmasterFile } from "../server/db/postgres/postmaster-file";
import { createEmptyHome, removeHome } from "./app";
import { sentences } from "./browser";

interface Demonstration {
  readonly url: string;
  readonly pid: number;
  output(): string;
  /** As the terminal does it: to everything that was started. Gives the exit code. */
  ctrlC(): Promise<number>;
}

let home: string;
const started: ChildProcess[] = [];
beforeAll(async () => {
  home = await createEmptyHome();
});
afterAll(async () => {
  for (const { pid, exitCode } of started)
    if (pid !== undefined && exitCode === null) process.kill(-pid, "SIGKILL");
  await removeHome(home);
});

const unset = { DATABASE_URL: "", PUBLIC_URL: "", TRUSTED_PROXIES: "", AUTH_SECRET: "", LOG_LEVEL: "" };

function run(variables: Partial<NodeJS.ProcessEnv>) {
  const child: ChildProcess = spawn(process.execPath, ["server/scripts/demo.mjs"], {
    cwd: join(import.meta.dirname, ".."),
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...unset, MICROCALC_HOME: home, ...variables },
  });
  started.push(child);
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
  const ended = once(child, "close").then(([code]) => code as number);
  return { child, output: () => text, ended };
}

async function start(): Promise<Demonstration> {
  const [port, metricsPort] = [await freePort(), await freePort()];
  const { child, output, ended } = run({ PORT: String(port), METRICS_PORT: String(metricsPort) });
  await expect.poll(output, { timeout: 60_000 }).toMatch(/^ready /m);
  const pid = child.pid ?? 0;
  const ctrlC = () => {
    process.kill(-pid, "SIGINT");
    return ended;
  };
  return { url: `http://localhost:${port}`, pid, output, ctrlC };
}

/** Addresses and passwords by role, as the table has them. */
function accountsIn(output: string): Map<string, { email: string; password: string }> {
  const rows = [...output.matchAll(/^ {2}([a-z_]+) +(\S+@\S+) +(\S+)$/gm)];
  return new Map(rows.map(([, role = "", email = "", password = ""]) => [role, { email, password }]));
}

const post = (url: string, procedure: string, body: unknown) =>
  fetch(`${url}/api/trpc/${procedure}`, {
    ...{ method: "POST", headers: { "Content-Type": "application/json" } },
    body: JSON.stringify(body),
  });

async function roleOf(url: string, entered: Response): Promise<string> {
  const cookie = entered.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const answer = await fetch(`${url}/api/trpc/session.current`, { headers: { Cookie: cookie } });
  return (await answer.json()).result.data.account?.role;
}

test("lets each role in with the passwords it shows, says it is made up, and leaves no process; then the data stay", async () => {
  const first = await start();
  const shown = accountsIn(first.output());
  expect([...shown.keys()]).toEqual([...personRoles]);
  for (const [role, given] of shown)
    expect(await roleOf(first.url, await post(first.url, "session.signIn", given))).toBe(role);
  expect(first.output()).toContain(`${first.url} `);
  const key = /Bearer (\S+)/.exec(first.output())?.[1];
  const identity = await fetch(`${first.url}/api/v1/identity`, {
    headers: { Authorization: `Bearer ${key}` },
  });
  expect(await identity.json()).toMatchObject({ name: "Demonstration" });
  const french = { headers: { "Accept-Language": "fr" } };
  expect(await (await fetch(`${first.url}/sign-in`, french)).text()).toContain(
    sentences("fr")("app.demonstration.text"),
  );
  const postgres = (await readPostmasterFile(join(home, "postgres")))?.pid ?? 0;
  expect(isAlive(postgres)).toBe(true);
  expect(await first.ctrlC()).toBe(0);
  expect([postgres, first.pid].filter(isAlive)).toEqual([]);
  expect(() => process.kill(-first.pid, 0)).toThrow();

  const second = await start();
  const again = accountsIn(second.output());
  expect(second.output()).not.toContain("Made up");
  for (const [role, given] of shown) {
    expect(again.get(role)?.email).toBe(given.email);
    expect((await post(second.url, "session.signIn", given)).status).toBe(401);
  }
  const auditor = await post(second.url, "session.signIn", again.get("auditor"));
  expect(await roleOf(second.url, auditor)).toBe("auditor");
  expect(await second.ctrlC()).toBe(0);
});

test("is refused in production, on a database of one's own, and on the home of a server, which stays as it is", async () => {
  const server = await createEmptyHome();
  await writeFile(join(server, "something"), "");
  const refusals = [
    [{ NODE_ENV: "production" }, "NODE_ENV=production"],
    [{ DATABASE_URL: "postgres://localhost/hospital" }, "DATABASE_URL is set"],
    [{ MICROCALC_HOME: server }, "is not the home of a demonstration"],
  ] as const;
  for (const [variables, reason] of refusals) {
    const { output, ended } = run(variables);
    expect(await ended, reason).toBe(1);
    expect(output()).toContain(reason);
  }
  await removeHome(server);
});
