import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkTarget, writeTogether } from "./write-together";

let folder = "";
const at = (name: string) => path.join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "microcalc-write-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("files are written whole, in place of what was there, with nothing left beside them", () => {
  writeFileSync(at("a.csv"), "before");
  writeTogether(
    new Map([
      [at("a.csv"), "a"],
      [at("b.json"), "b"],
    ]),
  );
  expect(readdirSync(folder).sort()).toEqual(["a.csv", "b.json"]);
  expect(readFileSync(at("a.csv"), "utf8")).toBe("a");
});

test("when one cannot be written, none is, and what was there stays", () => {
  writeFileSync(at("a.csv"), "before");
  const texts = new Map([
    [at("a.csv"), "a"],
    [path.join(folder, "nowhere", "b.json"), "b"],
  ]);
  expect(() => writeTogether(texts)).toThrow(/ENOENT/);
  expect(readdirSync(folder)).toEqual(["a.csv"]);
  expect(readFileSync(at("a.csv"), "utf8")).toBe("before");
});

test("a path to nowhere or to a folder is refused before the work begins", () => {
  mkdirSync(at("here"));
  expect(() => checkTarget(path.join(folder, "nowhere", "b.json"))).toThrow(/there is no folder/);
  expect(() => checkTarget(at("here"))).toThrow(/it is a folder/);
  expect(() => checkTarget(at("new.csv"))).not.toThrow();
});
