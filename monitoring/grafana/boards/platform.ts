import { createBoard } from "./board";
import { databaseRow } from "./database-row";
import { jobsRow } from "./jobs-row";
import { memoryRow } from "./memory-row";
import { starts } from "./moments";
import { postgresRow } from "./postgres-row";
import { processesRow } from "./processes-row";
import { resourcesRow } from "./resources-row";

/** What is it that runs short? */
export const platformBoard = createBoard({
  uid: "microcalc-platform",
  title: "Microcalc platform",
  description:
    "What Microcalc stands on: its processes, the database, the disk and the work in the background. What to do is in docs/runbook.md.",
  range: "6h",
  moments: [starts],
  rows: [resourcesRow, processesRow, memoryRow, databaseRow, jobsRow, postgresRow],
});
