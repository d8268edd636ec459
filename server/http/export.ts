import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { stringify } from "csv-stringify";
import { utcDayOf } from "../../lib/calendar";
import { type Prediction, predictionFiltersSchema } from "../../lib/prediction";
import { audit } from "../services/audit";
import type { Dependencies } from "../services/dependencies";
import { exportPredictions } from "../services/predictions";
import { filtersSet } from "../services/shown-predictions";
import { accessTo } from "./access";
import type { NumberedRequest } from "./edge";
import { readForm, refuse } from "./form-post";

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
  request: NumberedRequest,
  response: ServerResponse,
): Promise<void> {
  const access = await accessTo(deps, request, "predictions.export");
  if ("refusal" in access) return refuse(response, ...access.refusal);
  const filters = await readForm(request, predictionFiltersSchema);
  if ("refusal" in filters) return refuse(response, ...filters.refusal);

  const batches = exportPredictions(deps, filters.data);
  const first = await batches.next();
  // How many there are shows only at the end, and a row of the trail is written once: the filters tell what was let out.
  const details = { filters: filtersSet(filters.data), format: "csv" } as const;
  await audit(deps, access.actor, { action: "prediction.export", details });
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
