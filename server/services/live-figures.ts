import { plusDays, startOfDay, utcDayOf } from "../../lib/calendar";
import { championName } from "../../lib/model/names";
import { outcomesIn, sumOf } from "../../lib/trends/day-metrics";
import { realisedFigures } from "../../lib/trends/realised";
import type { LiveFigures } from "../observability/live-metrics";
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
      day: { gt: startOfDay(plusDays(today, -windowDays)), lte: startOfDay(today) },
    },
  });
  const counts = sumOf(rows);
  const { accuracy, precision, recall, f1 } = realisedFigures(counts);
  return {
    ...{ accuracy: accuracy.value, precision: precision.value, recall: recall.value, f1: f1.value },
    outcomes: outcomesIn(counts),
    positiveOutcomes: counts.truePositives + counts.falseNegatives,
  };
}

async function driftOf(deps: Dependencies): Promise<LiveFigures["drift"]> {
  const { measures, latest } = await latestDrift(deps);
  if (latest === null) return [];
  return measures.flatMap((measure) => {
    const psi = measure.kind === "histogram" ? measure.series[latest]?.psi : null;
    return psi ? [{ measure: measure.measure, psi: psi.value, threshold: psi.threshold }] : [];
  });
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
  return {
    modelVersion: version,
    ...performance,
    drift,
    outcomesWaiting: waiting._sum.waiting ?? 0,
    promotedAt: move?.movedAt ?? null,
    rolledUpAt: rollup._max.rolledAt,
    rollupBacklog: backlog.length,
  };
}
