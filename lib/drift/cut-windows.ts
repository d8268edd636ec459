import { mondayOf, plusDays } from "../calendar";
import { minimumCandidates } from "./drift-limits";
import { type AskDrift, type DriftWindow, mostWindows } from "./drift-report";

/** A day, UTC, as `2026-01-31`, with the candidates it has. */
export interface CountedDay {
  readonly day: string;
  readonly n: number;
}

/** First and last day of the week (from Monday) or month that a day is in, or the day itself. */
function periodOf(day: string, by: Exclude<AskDrift["by"], "count">): { from: string; to: string } {
  if (by === "day") return { from: day, to: day };
  if (by === "month") {
    const from = `${day.slice(0, 7)}-01`;
    // 31 days after the first is in the next month, whichever it is.
    return { from, to: plusDays(`${plusDays(from, 31).slice(0, 7)}-01`, -1) };
  }
  const from = mondayOf(day);
  return { from, to: plusDays(from, 6) };
}

/** One window a period from the first to the last with a candidate, those without one among them. */
function cutByCalendar(
  days: readonly CountedDay[],
  { by, today }: { by: Exclude<AskDrift["by"], "count">; today: string },
): DriftWindow[] {
  const last = days.at(-1);
  if (last === undefined) return [];
  const windows: DriftWindow[] = [];
  let period = periodOf(last.day, by);
  const first = days[0]?.day ?? last.day;
  while (period.to >= first && windows.length < mostWindows) {
    const { from, to } = period;
    const n = days.reduce((sum, { day, n }) => (day >= from && day <= to ? sum + n : sum), 0);
    windows.push({ from, to, n, complete: to < today });
    period = periodOf(plusDays(from, -1), by);
  }
  return windows.reverse();
}

/** Whole days until there are `size` candidates; of the last, unfinished one see {@link cutWindows}. */
function cutByCount(days: readonly CountedDay[], size: number): DriftWindow[] {
  const windows: DriftWindow[] = [];
  for (const { day, n } of days) {
    const open = windows.at(-1);
    if (open === undefined || open.complete) windows.push({ from: day, to: day, n, complete: n >= size });
    else
      windows[windows.length - 1] = {
        from: open.from,
        to: day,
        n: open.n + n,
        complete: open.n + n >= size,
      };
  }
  return windows;
}

/**
 * Puts days, ascending, together to windows, the latest 26 at most. By count they begin with the very first day, so
 * that a window once full stays what it is; what is left over at the end is a window as soon as it has the minimum,
 * and waits until then.
 */
export function cutWindows(
  days: readonly CountedDay[],
  { by, size, today }: { readonly by: AskDrift["by"]; readonly size: number; readonly today: string },
): { windows: DriftWindow[]; waiting: number } {
  if (by !== "count") return { windows: cutByCalendar(days, { by, today }), waiting: 0 };
  const windows = cutByCount(days, size);
  const open = windows.at(-1);
  const isWaiting = open !== undefined && !open.complete && open.n < minimumCandidates;
  return {
    windows: (isWaiting ? windows.slice(0, -1) : windows).slice(-mostWindows),
    waiting: isWaiting ? open.n : 0,
  };
}
