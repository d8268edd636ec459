import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { exportCaseSchema } from "../../lib/case-records/case-record";
import type { PredictionRecord } from "../../lib/prediction";
import { csvLines } from "../../lib/spreadsheet/csv";
import { audit } from "../services/audit";
import { exportCase } from "../services/case-records";
import type { Dependencies } from "../services/dependencies";
import { accessTo } from "./access";
import { beginDownload } from "./begin-download";
import type { NumberedRequest } from "./edge";
import { readForm, refuse } from "./form-post";
import { predictionColumns } from "./prediction-csv";
import { rowsOf } from "./rows-of";

/** An array, a line each. */
async function* jsonOf(records: AsyncIterable<PredictionRecord>): AsyncGenerator<string, void> {
  let before = "[\n";
  for await (const record of records) {
    yield before + JSON.stringify(record);
    before = ",\n";
  }
  yield before === "[\n" ? "[]\n" : "\n]\n";
}

/**
 * `POST /api/export/case`, form fields `filters` (JSON), `form` and `timeZone`: everything held on one case as a
 * download, on record before it goes out. Neither the address nor the file's name says which case. A database that
 * fails half-way breaks the connection off, so that no cut file passes for a whole one.
 */
export async function answerCaseExport(
  deps: Dependencies,
  request: NumberedRequest,
  response: ServerResponse,
): Promise<void> {
  const access = await accessTo(deps, request, "caseRecords.export");
  if ("refusal" in access) return refuse(response, ...access.refusal);
  const asked = await readForm(request, exportCaseSchema);
  if ("refusal" in asked) return refuse(response, ...asked.refusal);

  const { format, ...named } = asked.data;
  const batches = exportCase(deps, named);
  const first = await batches.next();
  await audit(deps, access.actor, { action: "case.export", details: { format } });
  beginDownload(response, { name: "case", format, now: deps.now(), timeZone: asked.timeZone });
  const records = rowsOf(first, batches);
  const lines = format === "json" ? jsonOf(records) : csvLines(predictionColumns, records, asked.form);
  await pipeline(Readable.from(lines), response);
}
