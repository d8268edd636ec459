import { endOfDay, startOfDay, toDate, utcDayOf } from "../../lib/calendar";
import { championName } from "../../lib/model/names";
import { utc } from "../../lib/time-zone";
import type { DayMetrics } from "../../lib/trends/day-metrics";
import { type AskTrends, type Promotion, type Trends, trendsOf } from "../../lib/trends/trends";
import { defaultWindowSize, type Windowing } from "../../lib/trends/windows";
import { isLockHeld, keeperLock } from "../db/held-lock";
import type { Dependencies } from "./dependencies";
import { changedDays } from "./roll-up";

type Deps = Pick<Dependencies, "db" | "now">;

/** More moves than this in a range are not marked: the latest are. */
const promotionsShown = 200;

interface Range {
  readonly from: string;
  readonly to: string;
}

function windowingOf({ by, size = defaultWindowSize, of = "outcomes" }: AskTrends): Windowing {
  return by === "count" ? { by, size, of } : { by };
}

async function countedDays({ db }: Deps): Promise<{ days: string[]; rolledUpAt: Date | null }> {
  const rows = await db.rollupDay.findMany({
    where: { rolledAt: { not: null } },
    orderBy: { day: "asc" },
    select: { day: true, rolledAt: true },
  });
  const latest = rows.reduce((most, { rolledAt }) => Math.max(most, rolledAt?.getTime() ?? 0), 0);
  return {
    days: rows.map(({ day }) => utcDayOf(day)),
    rolledUpAt: latest === 0 ? null : new Date(latest),
  };
}

async function metricsOf({ db }: Deps, { from, to }: Range): Promise<DayMetrics[]> {
  const rows = await db.dailyMetrics.findMany({
    where: { day: { gte: toDate(from), lte: toDate(to) } },
    orderBy: [{ day: "asc" }, { modelVersion: "asc" }],
  });
  return rows.map((row) => ({ ...row, day: utcDayOf(row.day) }));
}

async function promotionsIn({ db }: Deps, { from, to }: Range): Promise<Promotion[]> {
  const moves = await db.modelMove.findMany({
    where: { name: championName, movedAt: { gte: startOfDay(from, utc), lt: endOfDay(to, utc) } },
    orderBy: { movedAt: "desc" },
    take: promotionsShown,
    select: { movedAt: true, kind: true, fromVersion: true, toVersion: true, reason: true },
  });
  return moves
    .map(({ movedAt, kind, fromVersion, toVersion, reason }) => ({
      ...{ at: movedAt.toISOString(), kind, from: fromVersion, to: toVersion, reason },
    }))
    .reverse();
}

/** How the model has done, window by window, from the counts of the days: costs their number, not the predictions'. */
export async function trends(deps: Deps, asked: AskTrends): Promise<Trends> {
  const [{ days: all, rolledUpAt }, behind, keeperPresent] = await Promise.all([
    countedDays(deps),
    changedDays(deps),
    isLockHeld(deps.db, keeperLock),
  ]);
  const { from = "", to = "9999-12-31", modelVersion } = asked;
  const days = all.filter((day) => day >= from && day <= to);
  const range = { from: days[0] ?? "", to: days.at(-1) ?? "" };
  const [rows, promotions] =
    days.length === 0 ? [[], []] : await Promise.all([metricsOf(deps, range), promotionsIn(deps, range)]);
  const wanted = modelVersion === undefined ? rows : rows.filter((row) => row.modelVersion === modelVersion);
  return {
    ...trendsOf(days, wanted, windowingOf(asked)),
    promotions,
    versions: [...new Set(rows.map((row) => row.modelVersion))].sort(),
    counted: all.length === 0 ? null : { from: all[0] ?? "", to: all.at(-1) ?? "" },
    rolledUpAt: rolledUpAt?.toISOString() ?? null,
    daysBehind: behind.length,
    keeperPresent,
    now: deps.now().toISOString(),
  };
}
