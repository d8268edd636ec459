import type { Status } from "../../lib/status";
import { readAlerts } from "./alertmanager";
import type { Dependencies } from "./dependencies";

/** What this process was started as. */
export interface Installation {
  readonly version: string;
  readonly role: Status["process"]["role"];
  readonly startedAt: Date;
  readonly database: Status["database"]["kind"];
  readonly hasCanary: boolean;
  readonly alertmanagerUrl: string | null;
  readonly grafanaUrl: string | null;
}

function lastOf(canary: Dependencies["canary"]): Status["canary"]["last"] {
  const last = canary.last();
  if (last === null) return null;
  return { endedAt: last.endedAt.toISOString(), seconds: last.seconds, fault: last.fault };
}

/**
 * How this process does, what it knows of the database and of alerts. Answers whatever is away, within three seconds.
 */
export async function currentStatus(deps: Dependencies): Promise<Status> {
  const { installation, canary, models, now } = deps;
  const { version, role, startedAt, alertmanagerUrl } = installation;
  const [known, alerts] = await Promise.all([
    deps.readDatabaseStatus(),
    alertmanagerUrl === null ? null : readAlerts(alertmanagerUrl),
  ]);
  return {
    at: now().toISOString(),
    process: { version, role, startedAt: startedAt.toISOString() },
    database: { kind: installation.database, server: known.server, bytes: known.bytes },
    model: { version: models.champion().card.version, championSince: known.championSince },
    queue: known.queue,
    canary: { isOn: installation.hasCanary, last: lastOf(canary) },
    rollUp: known.rollUp,
    hasKeeper: known.hasKeeper,
    alerts,
    grafanaUrl: installation.grafanaUrl,
  };
}
