import type { ServerResponse } from "node:http";
import { dayOf } from "../../lib/calendar";

const contentTypes = { csv: "text/csv; charset=utf-8", json: "application/json; charset=utf-8" } as const;

interface Download {
  /** What is in the file, for its name; nothing of a case. */
  readonly name: string;
  readonly format: keyof typeof contentTypes;
  readonly now: Date;
  /** In which the name's day is one. */
  readonly timeZone: string;
}

/** Says that a file follows, which the browser saves and nobody keeps on the way: `name-2026-03-20.csv`. */
export function beginDownload(response: ServerResponse, { name, format, now, timeZone }: Download): void {
  response.writeHead(200, {
    "Content-Type": contentTypes[format],
    "Content-Disposition": `attachment; filename="${name}-${dayOf(now, timeZone)}.${format}"`,
    "Cache-Control": "no-store",
  });
}
