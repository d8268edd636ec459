import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { environmentSchema, readEnvironment } from "./env";

const folder = mkdtempSync(path.join(tmpdir(), "microcalc-variables-"));
afterAll(() => rmSync(folder, { recursive: true }));

function fileWith(text: string): string {
  const file = path.join(mkdtempSync(path.join(folder, "of-")), "value");
  writeFileSync(file, text);
  return file;
}

test("every variable can be in a file, whose last line's end is not part of it", () => {
  const values = {
    AUTH_SECRET: "one two three four five six seven eight",
    OIDC_CLIENT_SECRET: " spaces and\nlines stay ",
    LOG_LEVEL: "warn",
  };
  for (const end of ["", "\n", "\r\n"]) {
    const files = Object.entries(values).map(([name, value]) => [`${name}_FILE`, fileWith(value + end)]);
    const sso = {
      OIDC_ISSUER: "https://login.example",
      OIDC_CLIENT_ID: "us",
      PUBLIC_URL: "https://us.example",
    };
    expect(readEnvironment({ ...Object.fromEntries(files), ...sso })).toMatchObject(values);
  }
  expect(Object.keys(environmentSchema.shape).filter((name) => name.endsWith("_FILE"))).toEqual([]);
});

test("a file that is missing, unreadable or empty, or a variable given twice, is named without its content", () => {
  const folderInstead = path.join(folder, "folder");
  mkdirSync(folderInstead);
  const read = () =>
    readEnvironment({
      AUTH_SECRET_FILE: path.join(folder, "missing"),
      CASE_KEY_FILE: folderInstead,
      METRICS_TOKEN_FILE: fileWith("\n"),
      OIDC_CLIENT_SECRET: "hunter2",
      OIDC_CLIENT_SECRET_FILE: fileWith("hunter3"),
      CASE_KEY_PREVIOUS_FILE: fileWith("hunter4"),
    });
  for (const said of [
    `AUTH_SECRET_FILE: ${folder}/missing cannot be read (ENOENT)`,
    `CASE_KEY_FILE: ${folderInstead} cannot be read (EISDIR)`,
    "METRICS_TOKEN_FILE: ",
    "is empty",
    "set one of OIDC_CLIENT_SECRET and OIDC_CLIENT_SECRET_FILE, not both",
    "CASE_KEY_PREVIOUS: must have at least 32 characters",
  ])
    expect(read).toThrow(said);
  expect(read).not.toThrow(/hunter/);
});

test("a secret in a file is held to what one in a variable is", () => {
  const read = (AUTH_SECRET: string) =>
    readEnvironment({
      DATABASE_URL: "postgresql://u@h/d",
      AUTH_SECRET_FILE: fileWith(AUTH_SECRET),
      CASE_KEY_FILE: fileWith("kR4v9Zq1Lw8Xn5Tb2Hs7Jd3Gf6Mp0YcA"),
    });
  expect(() => read("change-me-change-me-change-me-change-me")).toThrow(/AUTH_SECRET: must not be/);
  expect(read("kR4v9Zq1Lw8Xn5Tb2Hs7Jd3Gf6Mp0YcB").AUTH_SECRET).toMatch(/^kR4v/);
});

test("the database's password may hold any character, and stands where its address leaves it out", () => {
  const password = "a/b+c=d%25 ?#@:é";
  const read = (DATABASE_URL: string) =>
    readEnvironment({ DATABASE_URL, DATABASE_PASSWORD_FILE: fileWith(password) });
  const given = read("postgresql://microcalc@postgres:5432/microcalc?sslmode=disable");
  const url = new URL(given.DATABASE_URL ?? "");
  expect(decodeURIComponent(url.password)).toBe(password);
  expect([url.username, url.host, url.search]).toEqual(["microcalc", "postgres:5432", "?sslmode=disable"]);
  expect(given).not.toHaveProperty("DATABASE_PASSWORD");
  for (const wrong of ["", "postgresql://microcalc:other@postgres/d", "postgresql://postgres/d"]) {
    expect(() => read(wrong)).toThrow(/DATABASE_PASSWORD: needs a DATABASE_URL/);
  }
});
