"use client";

import type { Status } from "@/lib/status";
import { AlertsPart } from "./alerts-part";
import { CanaryPart } from "./canary-part";
import { CountingPart } from "./counting-part";
import { DatabasePart } from "./database-part";
import { ModelPart } from "./model-part";
import { QueuePart } from "./queue-part";
import { ServerPart } from "./server-part";
import classes from "./status-parts.module.css";

/** Everything that the status is made of. */
export function StatusParts({ status }: { status: Status }) {
  return (
    <div className={classes.parts}>
      <AlertsPart status={status} />
      <div className={classes.grid}>
        <DatabasePart status={status} />
        <CanaryPart status={status} />
        <ModelPart status={status} />
        <CountingPart status={status} />
        <QueuePart status={status} />
        <ServerPart status={status} />
      </div>
    </div>
  );
}
