/** Fewer candidates than these say nothing: "not enough data". */
export const minimumCandidates = 100;

/** How days are put together: until there are enough candidates, or by the calendar (weeks begin on Monday). */
export const driftWindowings = ["count", "day", "week", "month"] as const;

/** Candidates that end a window by count, where nothing else is asked for. */
export const defaultWindowSize = 200;

/** Of windows in which nothing has changed, at most this share is to have any measure beyond its noise. */
const familyRate = 0.03;
/** Six features, the score and the share outside the known region. */
const measures = 8;
/** What one measure may contribute to it (Bonferroni). */
export const measureLevel = familyRate / measures;

/** PSI from which a difference that is more than noise counts as moved, and as far moved. */
export const psiSizes = { moved: 0.05, far: 0.25 } as const;
/** The same for the share of candidates that are not inside the known region, above what is expected; of 1. */
export const shareSizes = { moved: 0.02, far: 0.1 } as const;

/** At most so many bins, the one at the minimum among them. */
export const mostBins = 10;
/** A bin holds at least this share of the reference, or the noise of few counts would not be the one reckoned with. */
export const leastShare = 0.05;
