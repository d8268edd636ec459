import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import packageJson from "../package.json" with { type: "json" };
import packageLock from "../package-lock.json" with { type: "json" };
import { environmentSchema } from "../server/env";

const root = path.resolve(import.meta.dirname, "..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const records = readdirSync(path.join(root, "docs/decisions")).sort();
const pages = [
  ...["README.md", "ARCHITECTURE.md", "CHANGELOG.md"],
  ...readdirSync(path.join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) => `docs/${name}`),
];

const topFolders = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** Words in backticks that name a path of the project: a top folder and what is below it, or a file of ours by its ending. */
function namedPaths(text: string): string[] {
  const spoken = [...text.replaceAll(/```[\s\S]*?```/g, "").matchAll(/`([^`\s]+)`/g)].map(
    ([, word = ""]) => word,
  );
  const looksLikePath = (word: string) =>
    (topFolders.some((folder) => word.startsWith(`${folder}/`)) ||
      /^[\w.-]+\.(ts|js|cjs|yml|md)$/.test(word)) &&
    !/[*<>{}]|NNNN/.test(word);
  return spoken.filter(looksLikePath);
}

const made = new Set([".microcalc", "dist", ".next", "node_modules"]);
const exists = (file: string) => made.has(file.split("/")[0] ?? "") || existsSync(path.join(root, file));

test.each(pages)("every path that %s names in backticks exists", (page) => {
  expect(namedPaths(read(page)).filter((file) => !exists(file))).toEqual([]);
});

/** The address GitHub gives a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");

test.each(pages)("every link and picture of %s leads somewhere", (page) => {
  const broken: string[] = [];
  for (const [, target = ""] of read(page).matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^https?:/.test(target)) continue;
    const [file = "", anchor] = target.split("#");
    const aim = file === "" ? page : path.join(path.dirname(page), file);
    if (!existsSync(path.join(root, aim))) broken.push(target);
    else if (anchor !== undefined) {
      const anchors = [...read(aim).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => anchorOf(heading));
      if (!anchors.includes(anchor)) broken.push(target);
    }
  }
  expect(broken).toEqual([]);
});

test.each(pages)("every npm script that %s names exists", (page) => {
  const named = [...read(page).matchAll(/npm run (?:-\w+ )?([\w:-]+)/g)].map(([, name = ""]) => name);
  expect(named.filter((name) => !Object.hasOwn(packageJson.scripts, name))).toEqual([]);
});

/** An operator's commands: those that a script of the same name starts. */
const operatorCommands = Object.entries(packageJson.scripts).flatMap(([name, command]) =>
  command === `tsx server/cli/${name}.ts` ? [name] : [],
);

test.each(["docs/runbook.md", "docs/ops.md", "docs/security.md"])(
  "%s says beside every command of an operator what it is in containers",
  (page) => {
    expect(operatorCommands.length).toBeGreaterThan(5);
    const named = new RegExp(`\`npm run (${operatorCommands.join("|")})(?: -- ([^\`]*))?\``, "g");
    const missing = read(page)
      .split("\n")
      .flatMap((line) =>
        [...line.matchAll(named)]
          // In the container that runs, or in one of its own where the server does not start.
          .map(([, name, words = ""]) => `app node dist/cli/${name}.js ${words}`.trim())
          .filter((command) =>
            ["exec", "run --rm --no-deps"].every(
              (way) => !line.includes(`\`docker compose ${way} ${command}\``),
            ),
          ),
      );
    expect(missing).toEqual([]);
  },
);

test("every npm script for people runs a file that exists", () => {
  const files = Object.values(packageJson.scripts).flatMap(
    (command) => command.match(/[\w/-]+\.m?[jt]s\b/g) ?? [],
  );
  expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
});

test("the README names every variable that the server reads", () => {
  const described = [...read("README.md").matchAll(/`[A-Z][A-Z_]+`/g)].map(([word]) => word);
  const variables = Object.keys(environmentSchema.shape).filter((name) => name !== "NODE_ENV");
  expect(variables.filter((name) => !described.includes(`\`${name}\``))).toEqual([]);
});

test("README and CI set up and test with the same command", () => {
  expect(read("README.md")).toContain("```sh\nnpm ci && npm test\n```");
  expect(read(".ci/run").trimEnd().split("\n").at(-1)).toBe("npm ci && npm test");
});

test("decision records are numbered from 1 without gaps or repeats, and say context, decision and consequences", () => {
  const numbers = records.map((name) => Number(/^(\d{4})-[a-z0-9-]+\.md$/.exec(name)?.[1]));
  expect(numbers).toEqual(records.map((_, i) => i + 1));
  records.forEach((name, i) => {
    const text = read(`docs/decisions/${name}`);
    expect(text, name).toMatch(new RegExp(`^# ${i + 1}\\. \\S`));
    for (const part of ["Context", "Decision", "Consequences"])
      expect(text, name).toContain(`\n## ${part}\n`);
  });
});

const manifestSchema = z.object({
  license: z.string(),
  scripts: z.record(z.string(), z.string()).default({}),
});
const dependencies = Object.keys({ ...packageJson.dependencies, ...packageJson.devDependencies });
const lines = read("docs/dependencies.md")
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) => {
    const [name = "", purpose = "", instead = "", license = "", script = ""] = line
      .slice(1, -1)
      .split(" | ")
      .map((cell) => cell.trim());
    return { name: name.replaceAll("`", ""), purpose, instead, license, script };
  });

test("every dependency has its line, and no other package has one", () => {
  expect(lines.map(({ name }) => name).sort()).toEqual([...dependencies].sort());
});

test("a dependency's line says what it is for, its licence, and whether it has an install script", () => {
  for (const { name, purpose, instead, license, script } of lines) {
    const manifest = manifestSchema.parse(JSON.parse(read(`node_modules/${name}/package.json`)));
    const scripts = ["preinstall", "install", "postinstall"].filter((event) => event in manifest.scripts);
    expect(`${purpose} ${instead}`.length, name).toBeGreaterThan(5);
    expect({ name, license, hasScript: script !== "none" }).toEqual({
      name,
      license: manifest.license,
      hasScript: scripts.length > 0,
    });
  }
});

test("every package with an install script is allowed or denied by name", () => {
  const withScript = Object.entries(packageLock.packages)
    .filter(([, entry]) => "hasInstallScript" in entry && entry.hasInstallScript)
    .map(([place]) => place.replace(/^.*node_modules\//, ""));
  expect(withScript.length).toBeGreaterThan(0);
  expect(withScript.filter((name) => !Object.hasOwn(packageJson.allowScripts, name))).toEqual([]);
});

test("the changelog lists the model that is shipped", () => {
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(read("data/model/card.json")));
  const listed = [...read("CHANGELOG.md").matchAll(/^### (rf-\w+)$/gm)].map(([, name]) => name);
  expect(listed).toContain(version);
});
