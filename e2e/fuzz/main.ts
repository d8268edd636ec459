import { parseArgs } from "node:util";
import { runningDatabaseUrl } from "../../server/db/embedded";
import { table } from "../../server/text-table";
import { createProgress } from "../../server/training/progress";
import { startApp } from "../app";
import { createCast } from "./cast";
import type { FuzzRequest } from "./requests";
import { type FuzzFailure, type FuzzReport, fuzz } from "./run";

const usage = `npm run fuzz -- [--requests N] [--seed N]
  --requests  how many are sent (100000)
  --seed      what they are drawn with; the same seed draws the same, but for ids that the server makes`;

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new Error(`${text} is no whole number above 0.\n${usage}`);
  return value;
}

const classes = ["2xx", "3xx", "4xx", "5xx", "none"] as const;

function tableOf(head: string, rows: FuzzReport["answers"]): string {
  const lines = [...rows].toSorted(([a], [b]) => a.localeCompare(b));
  const cells = lines.map(([name, counts]) => [name, ...classes.map((one) => String(counts.get(one) ?? 0))]);
  const sums = classes.map((one) =>
    String([...rows.values()].reduce((sum, counts) => sum + (counts.get(one) ?? 0), 0)),
  );
  return table([[head, ...classes], ...cells, ["all", ...sums]]);
}

/** As one could send it again: with curl, the body in base64. */
function shown({ method, path, headers, body }: FuzzRequest, url: string): string {
  const given = Object.entries(headers).map(
    ([name, value]) => ` -H '${name}: ${value.replaceAll("'", "'\\''")}'`,
  );
  const content = body.length === 0 ? "" : " --data-binary @-";
  const piped = body.length === 0 ? "" : `echo ${body.toString("base64")} | base64 -d | `;
  return `${piped}curl -i --path-as-is -X ${method}${given.join("")}${content} '${url}${path}'`;
}

function failureText({ what, request, actor, answer }: FuzzFailure, url: string): string {
  if (request === null) return what;
  return [
    what,
    `As ${actor}, ${request.kind}, for ${request.operations.join(", ")}:`,
    shown(request, url),
    `→ ${answer?.status} ${answer?.text.slice(0, 2000)}`,
  ].join("\n");
}

/** A database that takes too long on a busy machine, and the requests that were told so. */
const tooBusy = /"msg":"(?:database_\w+|disk_full|overloaded)"|"status":503/;

/** What is wrong with the server itself, when all is over. */
async function serverFaults(url: string, log: string): Promise<string[]> {
  const ready = await fetch(`${url}/readyz`).then(
    ({ status }) => status,
    () => 0,
  );
  const errors = log.split("\n").filter((line) => /"level":[56]0/.test(line) && !tooBusy.test(line));
  return [
    ...(ready === 200 ? [] : [`The server is not ready any more: ${ready || "no answer"}.`]),
    ...(errors.length === 0 ? [] : [`Its log has ${errors.length} errors, the first: ${errors[0]}`]),
  ];
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      requests: { type: "string", default: "100000" },
      seed: { type: "string", default: String(Date.now() % 2 ** 31) },
    },
  });
  const [requests, seed] = [whole(values.requests), whole(values.seed)];
  // Runs are queued and not begun; attempts are counted by the address that the proxy, which we are, tells.
  const app = await startApp({
    variables: {
      ...{ ROLE: "web", LOG_LEVEL: "error", TRUSTED_PROXIES: "127.0.0.1, ::1" },
      RATE_LIMIT_PER_MINUTE: "10000000",
    },
  });
  const databaseUrl = (await runningDatabaseUrl(app.home)) ?? "";
  const cast = await createCast(app.url, databaseUrl);
  const progress = createProgress(requests, "requests");
  const begun = performance.now();
  try {
    const report = await fuzz({ url: app.url, databaseUrl, cast, seed, requests, done: progress.step });
    progress.stop();
    const seconds = ((performance.now() - begun) / 1000).toFixed(0);
    process.stdout.write(
      `${tableOf("request", report.answers)}\n\n${tableOf("sent as", report.byActor)}\n\n`,
    );
    process.stdout.write(
      `${report.sent} requests in ${seconds} s, seed ${seed}. ${report.refused} of them, all to be refused, were sent with every table compared before and after. ${report.putOff} times the server was too busy, said so with 503, and was asked again.\n`,
    );
    const faults = await serverFaults(app.url, app.log());
    if (report.failure !== null) faults.unshift(failureText(report.failure, app.url));
    for (const fault of faults) process.stderr.write(`${fault}\n`);
    return faults.length === 0 ? 0 : 1;
  } finally {
    progress.stop();
    await cast.close();
    await app.remove();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(2);
  },
);
