import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readEnvironment } from "../server/env";
import { secrets } from "./testing/compose";
import { projectRoot } from "./testing/project-file";

const script = "docs/compose/make-secrets.sh";

const additions = readdirSync(path.join(projectRoot, "docs/compose"))
  .filter((name) => name.endsWith(".yml"))
  .map((name) => path.join("docs/compose", name));

/** A copy of what the script reads, with this .env if there is one. */
function projectWith(env?: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), "microcalc-secrets-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(path.join(folder, path.dirname(script)), { recursive: true });
  for (const file of [script, "docker-compose.yml", ".env.example", ...additions])
    copyFileSync(path.join(projectRoot, file), path.join(folder, file));
  if (env !== undefined) writeFileSync(path.join(folder, ".env"), env);
  return folder;
}

const run = (folder: string, args: readonly string[] = []) =>
  spawnSync("sh", [script, ...args], { cwd: folder, encoding: "utf8" });

function make(folder: string, args: readonly string[] = []) {
  const { status, stdout, stderr } = run(folder, args);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const of = path.join(folder, args[0] ?? "secrets");
  const made = readdirSync(of).map((name) => [name, readFileSync(path.join(of, name), "utf8")] as const);
  return { stdout, made: new Map(made), env: readFileSync(path.join(folder, ".env"), "utf8") };
}

test("every secret of the Compose file is made, strong enough to start with, each another one, and not printed", () => {
  const folder = projectWith();
  const { stdout, made, env } = make(folder);
  expect([...made.keys()].sort()).toEqual(Object.keys(secrets).sort());
  expect(new Set(made.values()).size).toBe(made.size);
  for (const secret of made.values()) {
    expect(secret).toMatch(/^[\w+/]{48}$/);
    expect(stdout + env).not.toContain(secret);
  }
  expect(env).toMatch(/^SECRETS=\.\/secrets$/m);
  const files = ["auth-secret", "case-key", "metrics-token"].map((name) => [
    `${name.toUpperCase().replace("-", "_")}_FILE`,
    path.join(folder, "secrets", name),
  ]);
  const start = { DATABASE_URL: "postgresql://u@h/d", ...Object.fromEntries(files) };
  expect(() => readEnvironment(start)).not.toThrow();
});

test("other people on the machine cannot get at the files, and each container's own user can read its own", () => {
  const folder = projectWith();
  make(folder);
  const modeOf = (file: string) => statSync(path.join(folder, file)).mode & 0o777;
  expect([modeOf("secrets"), modeOf(".env")]).toEqual([0o700, 0o600]);
  for (const name of Object.keys(secrets)) expect(modeOf(`secrets/${name}`)).toBe(0o444);
});

test("made again, no secret changes", () => {
  const folder = projectWith();
  const first = make(folder);
  expect(make(folder)).toMatchObject({ made: first.made, env: first.env });
});

test("secrets that an earlier .env held are moved, and the rest of it stays", () => {
  const folder = projectWith(
    "POSTGRES_PASSWORD='of before'\nLOG_LEVEL=warn\nAUTH_SECRET=a+b/c=\nCASE_KEY=\n",
  );
  const { made, env } = make(folder, ["elsewhere"]);
  expect(made.get("postgres-password")).toBe("of before");
  expect(made.get("auth-secret")).toBe("a+b/c=");
  expect(made.get("case-key")).toHaveLength(48);
  expect(env).toBe("LOG_LEVEL=warn\nSECRETS=elsewhere\n");
});

test("a secret of an addition that an earlier .env held is moved too, and the addition is named", () => {
  const before =
    "OIDC_ISSUER=https://id.example\nOIDC_CLIENT_SECRET=hush\nCASE_KEY_PREVIOUS='the one before'\nSECRETS=\n";
  const folder = projectWith(before);
  const { made, env, stdout } = make(folder);
  expect([made.get("oidc-client-secret"), made.get("case-key-previous")]).toEqual(["hush", "the one before"]);
  const named = "docker-compose.yml:docs/compose/case-key-previous.yml:docs/compose/sign-on.yml";
  expect(env).toBe(`OIDC_ISSUER=https://id.example\nSECRETS=./secrets\nCOMPOSE_FILE=${named}\n`);
  expect(stdout).not.toMatch(/hush|the one before/);
});

test("what is added to the Compose file already is added once", () => {
  const compose = "COMPOSE_FILE=docker-compose.yml:docs/compose/sign-on.yml:mine.yml";
  const { env } = make(projectWith(`${compose}\nOIDC_CLIENT_SECRET=hush\nSECRETS=\n`));
  expect(env).toBe(`${compose}\nSECRETS=./secrets\n`);
});

test.each(["CASE_KEY", "OIDC_CLIENT_SECRET"])(
  "%s of a .env that is not what its file holds is never thrown away",
  (variable) => {
    const folder = projectWith(`${variable}=of the first\n`);
    const first = make(folder);
    const second = `${variable}=of the second\n`;
    writeFileSync(path.join(folder, ".env"), second);
    const { status, stderr } = run(folder);
    expect(status).toBe(1);
    expect(stderr).toContain(`${variable} in .env is not what`);
    expect(readFileSync(path.join(folder, ".env"), "utf8")).toBe(second);
    const file = path.join(folder, "secrets", variable.toLowerCase().replaceAll("_", "-"));
    expect(readFileSync(file, "utf8")).toBe("of the first");
    expect(first.made.size).toBe(readdirSync(path.join(folder, "secrets")).length);
  },
);
