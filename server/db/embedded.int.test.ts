import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type RunningScript, runScript } from "../testing/run-script";
import { createDb } from "./client";
import { joinEmbeddedPostgres, startEmbeddedPostgres } from "./embedded";
import { stopPostmaster } from "./postgres/postmaster";
import { isAlive, isPostmasterOf, readPostmasterFile } from "./postgres/postmaster-file";

const root = process.cwd();
const isRoot = process.getuid?.() === 0;
let base: string;
let home: string;
let children: RunningScript[];

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "microcalc-embedded-"));
  await chmod(base, 0o755);
  home = join(base, "a home with blanks");
  children = [];
});
afterEach(async () => {
  for (const child of children) child.kill();
  await Promise.all(children.map((child) => child.exitCode));
  const data = await dataDirectory();
  await stopPostmaster(data);
  if (!data.startsWith(home)) await rm(join(data, ".."), { recursive: true, force: true });
  await rm(base, { recursive: true, force: true });
});

async function dataDirectory(): Promise<string> {
  const elsewhere = await readFile(join(home, "postgres-place"), "utf8").catch(() => "");
  return elsewhere.trim() || join(home, "postgres");
}

async function postmasterPid(): Promise<number> {
  return (await readPostmasterFile(await dataDirectory()))?.pid ?? 0;
}

const start = (log: (message: string) => void = () => undefined) => startEmbeddedPostgres({ home, log });

/** An application of its own that says `ready`, then waits; SIGTERM stops it in order. */
function application(): RunningScript {
  const child = runScript(`
    import { startEmbeddedPostgres } from "${root}/server/db/embedded";
    startEmbeddedPostgres({ home: ${JSON.stringify(home)}, log: console.log }).then(
      (postgres) => {
        console.log("ready " + postgres.url + ";");
        process.once("SIGTERM", () => postgres.stop().then(() => process.exit()));
        setInterval(() => undefined, 1000);
      },
      (error) => { console.log(error.name + ": " + error.message); process.exitCode = 1; },
    );`);
  children.push(child);
  return child;
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return (await client.query<Record<string, unknown>>(sql).finally(() => client.end())).rows;
}

async function storeRow(): Promise<string> {
  const child = application();
  const [, url = ""] = /ready (.*);/.exec(await child.said("ready ")) ?? [];
  await query(url, "CREATE TABLE kept AS SELECT 42 AS value");
  return url;
}

async function keptRow(): Promise<void> {
  const postgres = await start();
  expect(await query(postgres.url, "SELECT value FROM kept")).toEqual([{ value: 42 }]);
  await postgres.stop();
}

test("what is stored is there after a stop and a start, and nothing runs in between", async () => {
  const first = await start();
  await query(first.url, "CREATE TABLE kept AS SELECT 42 AS value");
  const pid = await postmasterPid();
  const data = await dataDirectory();
  expect(await isPostmasterOf(data, pid)).toBe(true);
  await first.stop();
  // The system lists a process that has ended until Node has asked how: alive is not the word for it.
  expect(await isPostmasterOf(data, pid)).toBe(false);
  await keptRow();
});

test("it listens on loopback only, wants its password, and writes through to the disk", async () => {
  const postgres = await start();
  const settings = await query(
    postgres.url,
    `SELECT name, setting FROM pg_settings WHERE name IN
     ('listen_addresses', 'unix_socket_directories', 'fsync', 'synchronous_commit', 'full_page_writes')`,
  );
  expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    fsync: "on",
    synchronous_commit: "on",
    full_page_writes: "on",
  });
  const stranger = new URL(postgres.url);
  stranger.password = "guess";
  await expect(query(stranger.href, "SELECT 1")).rejects.toThrow("password authentication failed");
  const { mode } = await stat(join(home, "postgres", "microcalc-password"));
  expect(mode & 0o077).toBe(0);
  await postgres.stop();
});

test("an application killed with -9 loses nothing, and the next one takes over the Postgres it left", async () => {
  await storeRow();
  const left = await postmasterPid();
  children[0]?.kill();
  await children[0]?.exitCode;
  const next = await start();
  expect(await postmasterPid()).toBe(left);
  expect(await query(next.url, "SELECT value FROM kept")).toEqual([{ value: 42 }]);
  await next.stop();
  expect(await isPostmasterOf(await dataDirectory(), left)).toBe(false);
});

test("application and Postgres killed together, as by a power cut, lose nothing", async () => {
  await storeRow();
  const pid = await postmasterPid();
  children[0]?.kill();
  process.kill(pid, "SIGKILL");
  await keptRow();
});

test("a second process on the same home says so in one sentence, with the first one's pid, and ends with 1", async () => {
  await storeRow();
  const second = application();
  expect(await second.exitCode).toBe(1);
  expect(await second.output).toBe(
    `HomeInUseError: Another Microcalc process (pid ${children[0]?.pid}) is using ${home}. ` +
      "Stop it first, or choose another folder with MICROCALC_HOME.\n",
  );
  process.kill(children[0]?.pid ?? 0, "SIGTERM");
  expect(await children[0]?.exitCode).toBe(0);
  await keptRow();
});

test("of processes that start at once on a new home one wins and the others are refused", async () => {
  const rivals = [application(), application(), application()];
  const fates = await Promise.all(
    rivals.map((rival) =>
      rival.said("ready ").then(
        () => "ready",
        async () => await rival.output,
      ),
    ),
  );
  expect(fates.filter((fate) => fate === "ready")).toHaveLength(1);
  for (const fate of fates.filter((each) => each !== "ready")) expect(fate).toContain("is using");
  const winner = rivals[fates.indexOf("ready")];
  process.kill(winner?.pid ?? 0, "SIGTERM");
  expect(await winner?.exitCode).toBe(0);
  expect((await readdir(home)).filter((name) => name.includes(".new-"))).toEqual([]);
});

describe("a pid file that lies is seen through", () => {
  async function forge(pid: number): Promise<void> {
    const first = await start();
    await query(first.url, "CREATE TABLE kept AS SELECT 42 AS value");
    const file = join(home, "postgres", "postmaster.pid");
    const text = await readFile(file, "utf8");
    await first.stop();
    await writeFile(file, [String(pid), ...text.split("\n").slice(1)].join("\n"));
  }

  test("when its process is gone", async () => {
    const gone = spawn("true");
    await new Promise((resolve) => gone.once("close", resolve));
    await forge(gone.pid ?? 0);
    await keptRow();
  });

  test.each(["", "not a number\n"])("when a power cut left it as %j", async (text) => {
    await forge(1);
    await writeFile(join(home, "postgres", "postmaster.pid"), text);
    await keptRow();
  });

  test("when its number went to another process of the same user", async () => {
    await forge(1);
    const { uid, gid } = await stat(join(home, "postgres"));
    const other = spawn("sleep", ["60"], isRoot ? { uid, gid } : {});
    const file = join(home, "postgres", "postmaster.pid");
    await writeFile(file, (await readFile(file, "utf8")).replace(/^1\n/, `${other.pid}\n`));
    await keptRow();
    expect(isAlive(other.pid ?? 0)).toBe(true);
    other.kill();
  });
});

test("a Postgres that dies under the running application is back by itself, at the same address", async () => {
  const messages: string[] = [];
  const postgres = await start((message) => messages.push(message));
  const db = createDb(postgres.url);
  const returns = () => messages.filter((message) => message.startsWith("Postgres is back")).length;
  for (const [died, signal] of (["SIGKILL", "SIGINT"] as const).entries()) {
    await expect.poll(() => db.$queryRaw`SELECT 1 AS one`.catch(() => "gone")).toEqual([{ one: 1 }]);
    process.kill(await postmasterPid(), signal);
    while (returns() === died) await sleep(20);
  }
  await expect.poll(() => db.$queryRaw`SELECT 1 AS one`.catch(() => "gone")).toEqual([{ one: 1 }]);
  // The home is still ours: the lock came back with the database.
  await expect(start()).rejects.toThrow("is using");
  await db.$disconnect();
  await postgres.stop();
});

test("a first start that was interrupted leaves nothing in the way of the next one", async () => {
  const gone = spawn("true");
  await new Promise((resolve) => gone.once("close", resolve));
  const remains = join(home, `postgres.new-${gone.pid}`, "data");
  await mkdir(remains, { recursive: true });
  await chmod(home, 0o711);
  await writeFile(join(remains, "PG_VERSION"), "18");
  await (await start()).stop();
  expect((await readdir(home)).sort()).toEqual(["postgres", "postgres.log"]);
});

test.skipIf(!isRoot)(
  "a home the Postgres user may not enter gets its data elsewhere, and finds it again (needs root)",
  async () => {
    await mkdir(home, { mode: 0o700 });
    const first = await start();
    await query(first.url, "CREATE TABLE kept AS SELECT 42 AS value");
    await first.stop();
    const elsewhere = await dataDirectory();
    expect(elsewhere).toMatch(/^\/var\/lib\/microcalc\/[0-9a-f]{16}\/postgres$/);
    expect(existsSync(join(home, "postgres"))).toBe(false);
    expect(await readFile(join(elsewhere, "..", "home"), "utf8")).toBe(`${home}\n`);
    await keptRow();
    await rm(join(elsewhere, ".."), { recursive: true });
    await expect(start()).rejects.toThrow(`was kept in ${elsewhere}, which is gone`);
  },
);

test("commands use the running application's database, or their own where none runs", async () => {
  await storeRow();
  const beside = await joinEmbeddedPostgres({ home, log: () => undefined });
  expect(await query(beside.url, "SELECT value FROM kept")).toEqual([{ value: 42 }]);
  await beside.stop();
  expect(isAlive(await postmasterPid())).toBe(true);
  process.kill(children[0]?.pid ?? 0, "SIGTERM");
  await children[0]?.exitCode;
  const alone = await joinEmbeddedPostgres({ home, log: () => undefined });
  expect(await query(alone.url, "SELECT value FROM kept")).toEqual([{ value: 42 }]);
  await alone.stop();
  expect(await postmasterPid()).toBe(0);
});

describe("a home that cannot be used is refused in one or two sentences", () => {
  test("when its path leads through a file", async () => {
    await writeFile(join(base, "file"), "");
    await expect(
      startEmbeddedPostgres({ home: join(base, "file", "home"), log: () => undefined }),
    ).rejects.toThrow(
      /cannot be written to \(a part of the path is a file\)\. Choose another one with MICROCALC_HOME/,
    );
  });

  test("when another Postgres's version made it", async () => {
    await (await start()).stop();
    await writeFile(join(home, "postgres", "PG_VERSION"), "17\n");
    await expect(start()).rejects.toThrow(/was made by Postgres 17; this build brings Postgres 18/);
  });

  test("when the data is damaged, with what Postgres says of it", async () => {
    await (await start()).stop();
    await rm(join(home, "postgres", "global", "pg_control"));
    await expect(start()).rejects.toThrow(
      /Postgres could not start: .*pg_control.*Its log is .*postgres\.log/,
    );
  });
});
