import type { ServerResponse } from "node:http";
import { utcDayOf } from "../../lib/calendar";

const contentTypes = { csv: "text/csv; charset=utf-8", json: "application/json; charset=utf-8" } as const;

interface Download {
  /** What is in the file, for its name; nothing of a case. */
  readonly name: string;
  readonly format: keyof typeof contentTypes;
  readonly now: Date;
}

/** Says that a file follows, which the browser saves and nobody keeps on the way: `name-2026-03-20.csv`. */
export function beginDownload(response: ServerResponse, { name, format, now }: Download): void {
  response.writeHead(200, {
    "Content-Type": contentTypes[format],
    "Content-Disposition": `attachment; filename="${name}-${utcDayOf(now)}.${format}"`,
    "Cache-Control": "no-store",
  });
}
