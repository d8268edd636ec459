import { toDate, utcDayOf } from "../lib/calendar";
import type { Label, Outcome } from "../lib/prediction";
import { type Random, randomInteger } from "../lib/random";
import type { Opinion, ReviewVerdict } from "./generated/enums";
import { madeUpId } from "./made-up-id";

const minuteMilliseconds = 60_000;
const dayMilliseconds = 1440 * minuteMilliseconds;

/** Share of the sittings in which the clinician says first what they think, and then what they make of the answer. */
export const secondReaderShare = 0.4;
/** Otherwise an answer is reviewed this often. */
const reviewShare = 0.15;
/** Chances that a clinician, before the answer, is unsure; and is right, by what the region is. */
const unsureShare = 0.08;
const seenShare = { calcification: 0.82, not_calcification: 0.985 } as const;
/** Chances that the clinician agrees with a call that is right, and with one that is wrong. */
const agreementShare = { right: 0.97, wrong: 0.4 } as const;

/** Outcomes arrive this long after the prediction, and for this share of the predictions. */
const followUpDays = [2, 21] as const;
const followUpShare = 0.7;
const undeterminedShare = 0.04;
const correctionShare = 0.02;
/** Share of the outcomes whose day of finding is known: up to two days before it was recorded. */
const observedShare = 0.75;

const notes: Readonly<Record<Outcome, readonly string[]>> = {
  calcification: ["Confirmed on magnification view.", "Cluster confirmed at biopsy."],
  not_calcification: ["Vessel wall.", "Film artefact.", "Unchanged for two years."],
  undetermined: ["Patient did not come back for the magnification view."],
};

/** By the call that is dismissed. */
const dismissals: Readonly<Record<Label, readonly string[]>> = {
  calcification: ["Runs along a vessel.", "Scratch on the film, not in the other view.", "Skin fold."],
  not_calcification: [
    "Fine and irregular, in a group with two others.",
    "Same place as in last year's film.",
  ],
};

export interface SeedOutcome {
  readonly id: string;
  readonly predictionId: string;
  readonly outcome: Outcome;
  readonly note: string | null;
  /** Midnight UTC. */
  readonly observedOn: Date | null;
  readonly recordedAt: Date;
  readonly actorId: string;
  readonly actorName: string;
}

export interface SeedReview {
  readonly id: string;
  readonly predictionId: string;
  readonly verdict: ReviewVerdict;
  readonly reason: string | null;
  readonly reviewedAt: Date;
  readonly actorId: string;
  readonly actorName: string;
}

/** What people said of a prediction: the fields they go by. */
interface Followed {
  readonly id: string;
  readonly createdAt: Date;
  readonly label: Label;
  readonly firstOpinion: Opinion | null;
  readonly actorId: string;
  readonly actorName: string;
}

export interface Circumstances {
  /** What the region really is. */
  readonly truth: Label;
  /** Nothing is dated after it. */
  readonly now: Date;
  readonly random: Random;
}

const oneOf = <T>(choices: readonly T[], random: Random): T | null =>
  choices[randomInteger(random, choices.length)] ?? null;

const other = (label: Label): Label => (label === "calcification" ? "not_calcification" : "calcification");

/** What a clinician thinks who has not seen the answer. */
export function firstOpinionOf(truth: Label, random: Random): Opinion {
  if (random() < unsureShare) return "unsure";
  return random() < seenShare[truth] ? truth : other(truth);
}

/** None or one, minutes after the answer; always where there was a first opinion. */
export function reviewsOf(of: Followed, { truth, now, random }: Circumstances): SeedReview[] {
  const reviewed = random() < reviewShare || of.firstOpinion !== null;
  const agreed = random() < agreementShare[of.label === truth ? "right" : "wrong"];
  const reason = oneOf(dismissals[of.label], random);
  const reviewedAt = new Date(Math.floor(of.createdAt.getTime() + (0.2 + 5 * random()) * minuteMilliseconds));
  if (!reviewed || reviewedAt >= now) return [];
  const { actorId, actorName } = of;
  const said = agreed
    ? ({ verdict: "agreed", reason: null } as const)
    : ({ verdict: "dismissed", reason } as const);
  return [{ id: madeUpId(reviewedAt, random), predictionId: of.id, ...said, reviewedAt, actorId, actorName }];
}

/** The day a finding was made, not before the region was assessed and not after it was recorded. */
function observedOn(of: Followed, recordedAt: Date, random: Random): Date | null {
  if (random() >= observedShare) return null;
  const time = Math.max(
    recordedAt.getTime() - randomInteger(random, 3) * dayMilliseconds,
    of.createdAt.getTime(),
  );
  return toDate(utcDayOf(new Date(time)));
}

/** None, one, or one and its correction. */
export function outcomesOf(of: Followed, { truth, now, random }: Circumstances): SeedOutcome[] {
  const [soonest, latest] = followUpDays;
  const wait = (soonest + random() * (latest - soonest)) * dayMilliseconds;
  const first: Outcome = random() < undeterminedShare ? "undetermined" : truth;
  const followed = random() < followUpShare;
  // Only slips that have been put right: those that stand would be more than the few calcifications there are.
  const corrected = new Date(Math.floor(of.createdAt.getTime() + 1.5 * wait)) < now;
  const slip = random() < correctionShare && corrected;
  if (!followed) return [];
  const recorded: readonly Outcome[] =
    first === "undetermined" ? [first, truth] : slip ? [other(truth), truth] : [first];
  return recorded
    .map((outcome, i) => outcomeOf(outcome, (1 + i / 2) * wait))
    .filter(({ recordedAt }) => recordedAt < now);

  function outcomeOf(outcome: Outcome, after: number): SeedOutcome {
    const recordedAt = new Date(Math.floor(of.createdAt.getTime() + after));
    const note = random() < 0.3 ? oneOf(notes[outcome], random) : null;
    const { actorId, actorName } = of;
    const observed = observedOn(of, recordedAt, random);
    return {
      ...{ id: madeUpId(recordedAt, random), predictionId: of.id, outcome, note },
      ...{ observedOn: observed, recordedAt, actorId, actorName },
    };
  }
}
