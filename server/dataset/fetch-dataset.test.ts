import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { datasetFile, datasetMissing } from "../testing/dataset";
import { readDatasetFile } from "./dataset-file";
import { fetchDataset } from "./fetch-dataset";

let folder = "";
let close = async () => {};

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "microcalc-fetch-"));
});

afterEach(async () => {
  await close();
  close = async () => {};
  await rm(folder, { recursive: true, force: true });
});

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  close = () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/mammography.csv`;
}

const ask = (from: string, onBytes: (received: number, total: number | null) => void = () => {}) =>
  fetchDataset({ from, to: path.join(folder, "data/mammography.csv"), silenceMs: 500, onBytes });

/** Every file below the folder; empty when nothing was left behind. */
const leftBehind = async () =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());

const row = "0.1,0.2,0.3,0.4,0.5,0.6,'-1'\n";

test.skipIf(datasetFile === undefined)(
  `the published rows are written as they came, header or none, and bytes are told on the way (${datasetMissing})`,
  async () => {
    const published = await readFile(datasetFile ?? "", "utf8");
    const bare = published
      .split(/\r*\n/)
      .filter((line) => !/^[A-Z]/.test(line))
      .join("\n");
    const from = await serve((_, response) => {
      response.setHeader("content-length", Buffer.byteLength(bare));
      response.end(bare);
    });
    const told: [number, number | null][] = [];
    const file = await ask(from, (received, total) => told.push([received, total]));
    expect(file.dataset.labels).toHaveLength(11_183);
    expect(told.at(-1)).toEqual([bare.length, bare.length]);
    const kept = path.join(folder, "data/mammography.csv");
    expect(await readFile(kept, "utf8")).toBe(bare);
    expect((await readDatasetFile(kept)).rowsSha256).toBe(
      (await readDatasetFile(datasetFile ?? "")).rowsSha256,
    );
    expect(await leftBehind()).toHaveLength(1);
  },
);

test.skipIf(datasetFile === undefined)(
  `one changed digit is refused, though every line can be read (${datasetMissing})`,
  async () => {
    const published = await readFile(datasetFile ?? "", "utf8");
    const from = await serve((_, response) =>
      response.end(published.replace(/(\d)(,)/, (_, digit, comma) => `${(Number(digit) + 1) % 10}${comma}`)),
    );
    await expect(ask(from)).rejects.toThrow(/not the 11,183 published rows, nothing was kept: 11183 rows/);
    expect(await leftBehind()).toEqual([]);
  },
);

test.each<[string, RequestListener, RegExp]>([
  [
    "fewer rows",
    (_, response) => response.end(row.repeat(3)),
    /not the 11,183 published rows, nothing was kept: 3 rows/,
  ],
  [
    "a page instead of rows",
    (_, response) => response.end("<html>\n<p>Sign in</p>"),
    /not the published file, nothing was kept: mammography\.csv, line 1/,
  ],
  ["nothing", (_, response) => response.end(), /nothing was kept: .*no row/],
  [
    "less than it announced",
    (_, response) => {
      response.setHeader("content-length", 10_000);
      response.write(row);
      setTimeout(() => response.destroy(), 20);
    },
    /could not be fetched \(.+\): obtain mammography\.csv by other means and put it at .*data\/mammography\.csv\.$/,
  ],
  [
    "404",
    (_, response) => {
      response.statusCode = 404;
      response.end("Not Found");
    },
    /could not be fetched \(the server answered 404\)/,
  ],
  [
    "a beginning and then silence",
    (_, response) => {
      response.write(row);
    },
    /could not be fetched \(nothing arrived for 0\.5 s\)/,
  ],
  ["silence", () => {}, /could not be fetched \(nothing arrived for 0\.5 s\)/],
])("a server that sends %s is refused in words, and nothing is left behind", async (_, answer, message) => {
  const from = await serve(answer);
  await expect(ask(from)).rejects.toThrow(message);
  expect(await leftBehind()).toEqual([]);
});

test("without a network one sentence says where to put the file", async () => {
  const from = await serve(() => {});
  await close();
  close = async () => {};
  const failure = await ask(from).catch((error: unknown) => String(error));
  expect(failure).toMatch(/^Error: \S+ could not be fetched \(ECONNREFUSED\): [^\n]+mammography\.csv\.$/);
  expect(await leftBehind()).toEqual([]);
});
