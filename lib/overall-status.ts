import type { DatabaseGap, Status } from "./status";

const databaseReasons = {
  no_answer: "database",
  busy: "database_busy",
  failed: "database_refuses",
} as const satisfies Record<DatabaseGap, string>;

/** What all of it comes to, the gravest first. */
export type Overall =
  | { readonly state: "down"; readonly reason: (typeof databaseReasons)[DatabaseGap] | "canary" }
  | { readonly state: "attention"; readonly reason: "critical" | "warning"; readonly count: number }
  | { readonly state: "attention"; readonly reason: "no_keeper" | "alerts_unknown" | "partly_unknown" }
  | { readonly state: "well" };

export function overallOf(status: Status): Overall {
  const { database, canary, alerts, hasKeeper } = status;
  if (!database.server.known) return { state: "down", reason: databaseReasons[database.server.why] };
  if (canary.last !== null && canary.last.fault !== null) return { state: "down", reason: "canary" };
  const firing = alerts?.known ? alerts.value.items : [];
  const critical = firing.filter(({ severity }) => severity === "critical").length;
  if (critical > 0) return { state: "attention", reason: "critical", count: critical };
  if (hasKeeper.known && !hasKeeper.value) return { state: "attention", reason: "no_keeper" };
  if (firing.length > 0) return { state: "attention", reason: "warning", count: firing.length };
  if (alerts !== null && !alerts.known) return { state: "attention", reason: "alerts_unknown" };
  const parts = [database.bytes, status.model.championSince, status.queue, status.rollUp, hasKeeper];
  if (parts.some(({ known }) => !known)) return { state: "attention", reason: "partly_unknown" };
  return { state: "well" };
}
