import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { auditFiltersSchema } from "../../lib/audit/audit-event";
import { csvLines } from "../../lib/spreadsheet/csv";
import { audit } from "../services/audit";
import { auditColumns } from "../services/audit-csv";
import { exportAudit } from "../services/audit-events";
import type { Dependencies } from "../services/dependencies";
import { filtersSet } from "../services/shown-predictions";
import { accessTo } from "./access";
import { beginDownload } from "./begin-download";
import type { NumberedRequest } from "./edge";
import { readForm, refuse } from "./form-post";
import { rowsOf } from "./rows-of";

/**
 * `POST /api/export/audit`, form fields `filters` (JSON), `form` and `timeZone`: the filtered audit trail as a CSV
 * download, itself on record before it goes out. A database that fails half-way breaks the connection off, so that no
 * cut file passes for a whole one.
 */
export async function answerAuditExport(
  deps: Dependencies,
  request: NumberedRequest,
  response: ServerResponse,
): Promise<void> {
  const access = await accessTo(deps, request, "audit.export");
  if ("refusal" in access) return refuse(response, ...access.refusal);
  const filters = await readForm(request, auditFiltersSchema);
  if ("refusal" in filters) return refuse(response, ...filters.refusal);
  const batches = exportAudit(deps.db, filters.data);
  const first = await batches.next();
  const details = { filters: filtersSet(filters.data), format: "csv" } as const;
  await audit(deps, access.actor, { action: "audit.export", details });
  beginDownload(response, { name: "audit", format: "csv", now: deps.now(), timeZone: filters.timeZone });
  await pipeline(Readable.from(csvLines(auditColumns, rowsOf(first, batches), filters.form)), response);
}
