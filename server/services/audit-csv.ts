import type { CsvColumns } from "../../lib/spreadsheet/csv";
import type { ExportedEvent } from "./audit-events";

/** A row of the trail as a line of a CSV file. */
export const auditColumns: CsvColumns<ExportedEvent> = [
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
