import { type Stringifier, stringify } from "csv-stringify";
import type { ExportedEvent } from "./audit-events";

const columns: readonly [header: string, value: (exported: ExportedEvent) => string | number | null][] = [
  ["sequence", ({ event }) => event.sequence],
  ["id", ({ event }) => event.id],
  ["at", ({ event }) => event.at],
  ["actorId", ({ event }) => event.actor.id],
  ["actorName", ({ event }) => event.actor.name],
  ["actorRole", ({ event }) => event.actor.role],
  ["action", ({ event }) => event.action],
  ["targetType", ({ event }) => event.target?.type ?? null],
  ["targetId", ({ event }) => event.target?.id ?? null],
  ["address", ({ event }) => event.address],
  ["requestId", ({ event }) => event.requestId],
  ["result", ({ event }) => event.result],
  ["details", ({ event }) => JSON.stringify(event.details)],
  ["sealedAt", ({ sealedAt }) => sealedAt],
  ["hash", ({ hash }) => hash],
];

export const auditCells = (exported: ExportedEvent) => columns.map(([, value]) => value(exported));

/** Turns rows of {@link auditCells} into a file's text. Cells that a spreadsheet would run as a formula are escaped. */
export function auditCsv(): Stringifier {
  return stringify({
    ...{ bom: true, header: true, escape_formulas: true, record_delimiter: "windows" },
    columns: columns.map(([header]) => header),
  });
}
