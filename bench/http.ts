import { randomUUID } from "node:crypto";
import autocannon from "autocannon";
import { signedIn } from "../e2e/accounts";
import { type BenchRow, paired, toRow } from "./bench";
import { type BenchServer, makeHome, removeHome, startServer } from "./server";

const connections = 16;
/** Short and many: what else a machine does comes in bursts of seconds, and the median of the pairs leaves these out. */
const seconds = 1;
const pairs = 24;
/** Until the code of both is compiled for good. */
const warmUps = 4;

const features = {
  area: 0.4,
  greyLevel: -0.3,
  gradientStrength: -0.35,
  noiseFluctuation: 1.5,
  contrast: 2.5,
  shapeDescriptor: 1.3,
};

/** Requests answered with 2xx, per second. Anything else fails the benchmark. */
async function throughput(url: string, body: () => string): Promise<number> {
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    requests: [
      {
        method: "POST",
        headers: { "content-type": "application/json", ...signedIn(url) },
        setupRequest: (request) => ({ ...request, body: body() }),
      },
    ],
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} answers of ${url} were not 2xx.`);
  return result["2xx"] / result.duration;
}

const create = (server: BenchServer) => () =>
  throughput(`${server.url}/api/trpc/predictions.create`, () =>
    JSON.stringify({ idempotencyKey: randomUUID(), features }),
  );

/** The same over REST. */
const createOverRest = (server: BenchServer) => () =>
  throughput(`${server.url}/api/v1/predictions`, () =>
    JSON.stringify({ idempotencyKey: randomUUID(), features }),
  );

/** The emptiest procedure of the router: the same door, parsing and encoding, and a constant for an answer. */
const empty = (server: BenchServer) => () =>
  throughput(`${server.url}/api/trpc/identity.current`, () => "{}");

/** Mean milliseconds per prediction in a phase, from the server's own histogram. */
async function phase(server: BenchServer, name: string): Promise<number> {
  const text = await (await fetch(server.metricsUrl)).text();
  const read = (part: string) =>
    Number(
      new RegExp(`^microcalc_prediction_duration_seconds_${part}\\{phase="${name}"\\} (.*)$`, "m").exec(
        text,
      )?.[1],
    );
  return (1000 * read("sum")) / read("count");
}

/** `predictions.create`, stored durably, against an empty procedure on the same server, and by either door. */
export async function httpBench(): Promise<BenchRow[]> {
  const home = await makeHome();
  const server = await startServer(home);
  try {
    await paired(warmUps, create(server), empty(server));
    const measured = await paired(pairs, create(server), empty(server));
    const row = toRow("predictions.create / empty procedure", "requests/s", measured);
    const phases = `of a prediction, score ${(await phase(server, "score")).toFixed(3)} ms, persist ${(
      await phase(server, "persist")
    ).toFixed(2)} ms in flight`;
    const doors = await paired(pairs, createOverRest(server), create(server));
    const doorsRow = toRow("POST /api/v1/predictions / predictions.create", "requests/s", doors);
    return [{ ...row, note: `${row.note}; ${phases}` }, doorsRow];
  } finally {
    await server.stop();
    await removeHome(home);
  }
}
