import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const app = path.resolve(import.meta.dirname, "..");
const place = path.basename(import.meta.dirname);

const sources = readdirSync(app, { recursive: true, encoding: "utf8" }).filter(
  (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.startsWith(`${place}${path.sep}`),
);

/** Ways of writing a number that choose its decimals, its sign or its unit. */
const spelling =
  /\.number\(|NumberFormat|\.toFixed\(|\.toPrecision\(|\.toExponential\(|\.toLocaleString\(|(?:min|max)imum(?:Fraction|Significant)Digits/g;

it("no number on a page is spelled anywhere but in the one place for it", () => {
  expect(sources.length).toBeGreaterThan(300);
  const found = sources.flatMap((file) => {
    const text = readFileSync(path.join(app, file), "utf8");
    return [...text.matchAll(spelling)].map(([use]) => `${file}: ${use}`);
  });
  expect(found).toEqual([]);
});

it.each(["en", "fr"])("no message chooses the decimals or the unit of a number (%s)", (locale) => {
  const text = readFileSync(path.join(app, "messages", `${locale}.json`), "utf8");
  expect([...text.matchAll(/\{\s*\w+\s*,\s*number\s*,[^}]*\}/g)].map(([use]) => use)).toEqual([]);
});
