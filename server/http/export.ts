import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { stringify } from "csv-stringify";
import { utcDayOf } from "../../lib/calendar";
import { type Prediction, predictionFiltersSchema } from "../../lib/prediction";
import { authorise } from "../auth/caller";
import { identify } from "../auth/identity";
import { AccountError } from "../services/account-error";
import type { Dependencies } from "../services/dependencies";
import { exportPredictions } from "../services/predictions";

const bodyLimit = 16_384;

const columns: readonly [header: string, value: (prediction: Prediction) => string | number | null][] = [
  ["id", (p) => p.id],
  ["createdAt", (p) => p.createdAt],
  ["createdBy", (p) => p.createdBy.name],
  ["source", (p) => p.source],
  ["caseReference", (p) => p.caseReference],
  ["area", (p) => p.features.area],
  ["greyLevel", (p) => p.features.greyLevel],
  ["gradientStrength", (p) => p.features.gradientStrength],
  ["noiseFluctuation", (p) => p.features.noiseFluctuation],
  ["contrast", (p) => p.features.contrast],
  ["shapeDescriptor", (p) => p.features.shapeDescriptor],
  ["rawScore", (p) => p.rawScore],
  ["probability", (p) => p.probability],
  ["probabilityLow", (p) => p.explanation?.interval?.low ?? null],
  ["probabilityHigh", (p) => p.explanation?.interval?.high ?? null],
  ["label", (p) => p.label],
  ["threshold", (p) => p.threshold],
  ["operatingPoint", (p) => p.operatingPoint],
  ["modelVersion", (p) => p.modelVersion],
  ["support", (p) => p.explanation?.support.verdict ?? null],
  ["stratum", (p) => p.explanation?.stratum ?? null],
  ["outcome", (p) => p.outcome?.outcome ?? null],
  ["outcomeNote", (p) => p.outcome?.note ?? null],
  ["outcomeAt", (p) => p.outcome?.recordedAt ?? null],
  ["outcomeBy", (p) => p.outcome?.recordedBy.name ?? null],
  ["outcomeObservedOn", (p) => p.outcome?.observedOn ?? null],
  ["firstOpinion", (p) => p.firstOpinion],
  ["reviewVerdict", (p) => p.review?.verdict ?? null],
  ["reviewReason", (p) => p.review?.reason ?? null],
];

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bodyLimit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseFilters(body: string) {
  try {
    return predictionFiltersSchema.safeParse(JSON.parse(new URLSearchParams(body).get("filters") ?? "{}"));
  } catch {
    return null;
  }
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8", ...retryAfter(status) });
  response.end(`${message}\n`);
}

const retryAfter = (status: number) => (status === 503 ? { "Retry-After": "2" } : {});

/** Why whoever asks may not have the file; `null` for whoever may. */
async function refusalOf(deps: Dependencies, request: IncomingMessage): Promise<[number, string] | null> {
  const { caller } = await identify(deps.accounts, request);
  try {
    authorise(caller, "predictions.export");
    return null;
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    return caller === null ? [401, "Please sign in first."] : [403, "Your account may not have this file."];
  }
}

async function* rowsOf(first: IteratorResult<Prediction[], void>, rest: AsyncGenerator<Prediction[], void>) {
  if (first.done) return;
  yield* first.value;
  for await (const batch of rest) yield* batch;
}

/**
 * `POST /api/export/predictions`, form field `filters` (JSON): the filtered predictions as a CSV download. A post,
 * so that no case reference stands in an address. Cells that a spreadsheet would run as a formula are escaped. A
 * database that fails half-way breaks the connection off, so that no cut file passes for a whole one.
 */
export async function answerExport(
  deps: Dependencies,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== "POST") return refuse(response, 405, "Send the filters as a form post.");
  const refusal = await refusalOf(deps, request);
  if (refusal !== null) return refuse(response, ...refusal);
  const body = await readBody(request);
  if (body === null) return refuse(response, 413, "The request is too large.");
  const filters = parseFilters(body);
  if (!filters?.success) return refuse(response, 400, "The filters are not valid.");

  const batches = exportPredictions(deps, filters.data);
  const first = await batches.next();
  response.writeHead(200, {
    "Content-Type": "text/csv; charset=utf-8",
    "Content-Disposition": `attachment; filename="predictions-${utcDayOf(deps.now())}.csv"`,
    "Cache-Control": "no-store",
  });
  const csv = stringify({
    bom: true,
    header: true,
    escape_formulas: true,
    columns: columns.map(([header]) => header),
    record_delimiter: "windows",
  });
  const cells = (prediction: Prediction) => columns.map(([, value]) => value(prediction));
  await pipeline(Readable.from(rowsOf(first, batches)).map(cells), csv, response);
}
