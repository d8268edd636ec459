import { plusDays, toDate, utcDayOf } from "../../lib/calendar";
import { isAlarm } from "../../lib/drift/drift-verdict";
import { championName } from "../../lib/model/names";
import { type TrainingStatus, trainingStatuses } from "../../lib/training/training-run";
import { outcomesIn, sumOf } from "../../lib/trends/day-metrics";
import { realisedFigures } from "../../lib/trends/realised";
import type { LiveFigures } from "../observability/live-metrics";
import { unsealedEvents } from "./audit-sealing";
import type { Dependencies } from "./dependencies";
import { latestDrift } from "./drift";
import { changedDays } from "./roll-up";

type Deps = Pick<Dependencies, "db" | "models" | "now">;

/** Today, UTC, and the days before it. */
const windowDays = 30;

async function performanceOf({ db, now }: Deps, version: string) {
  const today = utcDayOf(now());
  const rows = await db.dailyMetrics.findMany({
    where: {
      modelVersion: version,
      day: { gt: toDate(plusDays(today, -windowDays)), lte: toDate(today) },
    },
  });
  const counts = sumOf(rows);
  return {
    performance: realisedFigures(counts),
    outcomes: outcomesIn(counts),
    positiveOutcomes: counts.truePositives + counts.falseNegatives,
  };
}

async function driftOf(deps: Dependencies): Promise<LiveFigures["drift"]> {
  const { measures, latest } = await latestDrift(deps);
  if (latest === null) return [];
  return measures.flatMap((one) => {
    if (one.kind === "missing") return [];
    const found = one.series[latest];
    if (found === undefined || found.verdict === "too_few") return [];
    const index = "psi" in found ? found.psi : null;
    return [{ measure: one.measure, isAlarm: isAlarm(found.verdict), index }];
  });
}

/** Runs are as many as people have ever asked for: thousands, not millions. */
async function jobsOf({ db }: Deps): Promise<LiveFigures["jobs"]> {
  const states = await db.trainingRun.groupBy({
    by: ["status"],
    _count: true,
    _min: { createdAt: true, startedAt: true },
  });
  const of = (state: TrainingStatus) => states.find(({ status }) => status === state);
  const counts = trainingStatuses.map((state) => [state, of(state)?._count ?? 0] as const);
  return {
    counts: Object.fromEntries(counts) as LiveFigures["jobs"]["counts"],
    oldest: {
      queued: of("queued")?._min.createdAt ?? null,
      running: of("running")?._min.startedAt ?? null,
    },
  };
}

/**
 * What the keeper tells Prometheus. Costs the number of days, not of predictions; one question after the other, so that
 * those who submit find the connections free.
 */
export async function liveFigures(deps: Dependencies): Promise<LiveFigures> {
  const { db, models } = deps;
  const { version } = models.champion().card;
  const performance = await performanceOf(deps, version);
  const drift = await driftOf(deps);
  const waiting = await db.dailyMetrics.aggregate({ _sum: { waiting: true } });
  const move = await db.modelMove.findFirst({
    where: { name: championName, toVersion: version },
    orderBy: { sequence: "desc" },
    select: { movedAt: true },
  });
  const rollup = await db.rollupDay.aggregate({ _max: { rolledAt: true } });
  const backlog = await changedDays(deps);
  const jobs = await jobsOf(deps);
  const auditUnsealed = await unsealedEvents(db, deps.now());
  return {
    modelVersion: version,
    ...performance,
    drift,
    outcomesWaiting: waiting._sum.waiting ?? 0,
    promotedAt: move?.movedAt ?? null,
    rolledUpAt: rollup._max.rolledAt,
    rollupBacklog: backlog.length,
    jobs,
    auditUnsealed,
  };
}
