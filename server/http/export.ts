import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { predictionFiltersSchema } from "../../lib/prediction";
import { csvLines } from "../../lib/spreadsheet/csv";
import { audit } from "../services/audit";
import type { Dependencies } from "../services/dependencies";
import { exportPredictions } from "../services/predictions";
import { filtersSet } from "../services/shown-predictions";
import { accessTo } from "./access";
import { beginDownload } from "./begin-download";
import type { NumberedRequest } from "./edge";
import { readForm, refuse } from "./form-post";
import { predictionColumns } from "./prediction-csv";
import { rowsOf } from "./rows-of";

/**
 * `POST /api/export/predictions`, form fields `filters` (JSON), `form` and `timeZone`: the filtered predictions as a
 * CSV download. A post, so that no case reference stands in an address. A database that fails half-way breaks the
 * connection off, so that no cut file passes for a whole one.
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
  beginDownload(response, {
    name: "predictions",
    format: "csv",
    now: deps.now(),
    timeZone: filters.timeZone,
  });
  await pipeline(Readable.from(csvLines(predictionColumns, rowsOf(first, batches), filters.form)), response);
}
