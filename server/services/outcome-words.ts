import en from "../../app/messages/en.json";
import fr from "../../app/messages/fr.json";
import { outcomes } from "../../lib/outcome";
import { wordKey } from "../../lib/outcomes/check-lines";
import type { Outcome } from "../../lib/prediction";

/** What each outcome is called in files: by programs, and on the pages in any language. */
export const outcomeWords: ReadonlyMap<string, Outcome> = new Map(
  outcomes.flatMap((outcome) =>
    [outcome, ...[en, fr].map(({ prediction }) => prediction.outcome[outcome])].map(
      (word) => [wordKey(word), outcome] as const,
    ),
  ),
);
