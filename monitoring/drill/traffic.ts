import type { Features } from "../../lib/features";
import { type Fate, readHistory, submit } from "./submit";

export type Submissions = Readonly<Record<Fate | "underWay", number>>;

/** What became of those between two counts; those under way are so at the second. */
export const between = (before: Submissions, after: Submissions): Submissions => ({
  answered: after.answered - before.answered,
  refused: after.refused - before.refused,
  rejected: after.rejected - before.rejected,
  unanswered: after.unanswered - before.unanswered,
  underWay: after.underWay,
});

/** A clinic that never rests. */
export interface Traffic {
  /** What became of the submissions so far. */
  submissions(): Submissions;
  /** Sends no more, and waits for those under way. */
  stop(): Promise<void>;
}

/** Between two submissions to the same server: 20 a second to two. */
const restMilliseconds = 100;

/** Of so many submissions one is followed by a look at the history. */
const readEvery = 2;

/** Submits candidates to every server, and reads its history, at a fixed pace, whatever becomes of those before. */
export function startTraffic(urls: readonly string[], candidates: Iterator<Features, never>): Traffic {
  const counts: Record<Fate, number> = { answered: 0, refused: 0, rejected: 0, unanswered: 0 };
  const underWay = new Set<Promise<void>>();
  const begin = (work: Promise<void>) => {
    const one = work.then(() => void underWay.delete(one));
    underWay.add(one);
  };
  let begun = 0;
  const submitTo = async (url: string) => {
    begun += 1;
    counts[await submit(url, candidates.next().value)] += 1;
  };
  const ended = () => counts.answered + counts.refused + counts.rejected + counts.unanswered;
  let rounds = 0;
  const timer = setInterval(() => {
    rounds += 1;
    for (const url of urls) {
      begin(submitTo(url));
      if (rounds % readEvery === 0) begin(readHistory(url));
    }
  }, restMilliseconds);
  return {
    submissions: () => ({ ...counts, underWay: begun - ended() }),
    stop: async () => {
      clearInterval(timer);
      await Promise.all(underWay);
    },
  };
}
