import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import en from "./en.json";
import fr from "./fr.json";

type Catalogue = { readonly [key: string]: string | Catalogue };

/** Namespaces whose keys are put together at run time from outside the pages, so that a scan cannot see them. */
const usedFromElsewhere = ["errors.", "audit.action."];

const root = path.resolve(import.meta.dirname, "..");

function flatten(catalogue: Catalogue, prefix = ""): Map<string, string> {
  const entries = Object.entries(catalogue).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[prefix + key, value]] : [...flatten(value, `${prefix}${key}.`)],
  );
  return new Map(entries);
}

const english = flatten(en);
const french = flatten(fr);

const textOf = (file: string) => readFileSync(path.join(import.meta.dirname, file), "utf8");

const sources = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/u.test(file) && !/\.test\.tsx?$/u.test(file))
  .map((file) => ({ file, text: readFileSync(path.join(root, file), "utf8") }));

interface Use {
  readonly file: string;
  /** The key as a pattern: what stands in `${…}` may be anything without a dot. */
  readonly pattern: RegExp;
  readonly written: string;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");

const toPattern = (key: string) =>
  new RegExp(
    `^${key
      .split(/\$\{[^}]*\}/u)
      .map(escaped)
      .join("[^.]+")}$`,
    "u",
  );

/** `const t = useTranslations("a.b")`, `[t] = [getTranslations("a")]` and the like: name to namespaces. */
function translators(text: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const add = (name: string, namespace: string) => found.set(name, [...(found.get(name) ?? []), namespace]);
  for (const [, name = "", , namespace = ""] of text.matchAll(
    /const (\w+) = (?:await )?(use|get)Translations\(\s*["`]([^"`]*)["`]/gu,
  )) {
    add(name, namespace);
  }
  for (const [, name = "", namespace = ""] of text.matchAll(
    /const \[(\w+)[^\]]*\] = await Promise\.all\(\[\s*getTranslations\("([^"]*)"\)/gu,
  )) {
    add(name, namespace);
  }
  return found;
}

/** Every call of a translator: its key, or both of a choice; a key in a variable may be any of the namespace. */
function usesIn({ file, text }: (typeof sources)[number]): Use[] {
  return [...translators(text)].flatMap(([name, namespaces]) => {
    const calls = text.matchAll(new RegExp(`\\b${name}(?:\\.(?:rich|markup|has|raw))?\\(\\s*`, "gu"));
    const keys = [...calls].flatMap((call) => {
      const rest = text.slice(call.index + call[0].length);
      const alone = /^["`]([^"`]*)["`]/u.exec(rest)?.slice(1);
      const choice = /^[^?,()]*\?\s*["`]([^"`]*)["`]\s*:\s*["`]([^"`]*)["`]/u.exec(rest)?.slice(1);
      return alone ?? choice ?? [null];
    });
    return namespaces.flatMap((namespace) =>
      keys.map((key) => ({
        file,
        written: `${namespace}.${key ?? "…"}`,
        pattern:
          key === null ? new RegExp(`^${escaped(namespace)}\\.`, "u") : toPattern(`${namespace}.${key}`),
      })),
    );
  });
}

const uses = sources.flatMap(usesIn);

/** Names of the arguments of an ICU message; the braces around the branches of a plural are none. */
function placeholders(message: string): string[] {
  const names = new Set<string>();
  let depth = 0;
  for (const { 0: brace, index } of message.matchAll(/[{}]/gu)) {
    if (brace === "{") {
      const isBranch = depth > 0 && /(?:zero|one|two|few|many|other|=\d+)\s*$/u.test(message.slice(0, index));
      const name = /^\{\s*(\w+)/u.exec(message.slice(index))?.[1];
      if (!isBranch && name !== undefined) names.add(name);
    }
    depth += brace === "{" ? 1 : -1;
  }
  return [...names].sort();
}

it("no page names a command by itself: the server knows how it is typed where it runs", () => {
  const written = [...sources, ...["en.json", "fr.json"].map((file) => ({ file, text: textOf(file) }))];
  expect(written.filter(({ text }) => /npm run|dist\/cli/u.test(text)).map(({ file }) => file)).toEqual([]);
});

describe("messages", () => {
  it("exist in both languages under the same keys", () => {
    expect([...french.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it("take the same arguments in both languages", () => {
    const differing = [...english].filter(
      ([key, message]) => placeholders(message).join() !== placeholders(french.get(key) ?? "").join(),
    );
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  it("are there for every key that a page uses", () => {
    expect(uses.length).toBeGreaterThan(100);
    const missing = uses.filter(({ pattern }) => ![...english.keys()].some((key) => pattern.test(key)));
    expect(missing.map(({ file, written }) => `${file}: ${written}`)).toEqual([]);
  });

  it("are all used", () => {
    const unused = [...english.keys()].filter(
      (key) =>
        !usedFromElsewhere.some((prefix) => key.startsWith(prefix)) &&
        !uses.some(({ pattern }) => pattern.test(key)),
    );
    expect(unused).toEqual([]);
  });

  it("name no style of a number or a date but by a skeleton, which is all that the pages' formatter reads", () => {
    const named = [...english, ...french].filter(([, message]) =>
      /\{\s*\w+\s*,\s*(?:number|date|time)\s*,(?!\s*::)/u.test(message),
    );
    expect(named.map(([key]) => key)).toEqual([]);
  });

  it("keep French punctuation from breaking away from its word", () => {
    const broken = [...french].filter(([, message]) => / [:;?!%»]|« |\p{L}[;?!»]|'/u.test(message));
    expect(broken.map(([key]) => key)).toEqual([]);
  });
});
