import type { Row } from "./board";
import { any } from "./panel-content";
import { names, stat } from "./panels";
import { max, series, sum } from "./queries";

/** Whether the best that the outcomes allow reaches the worst that the card promises: 1 or 0. */
function asPromised(figure: "recall" | "precision"): string {
  const live = max(
    series("microcalc_live_interval_ratio", `figure="${figure}",bound="high"`),
    "model_version",
  );
  const promised = max(
    series("microcalc_model_card_ratio", `figure="${figure}",bound="low"`),
    "model_version",
  );
  return `${live} >= bool ${promised}`;
}

const verdict = {
  0: { text: "Below its card", color: "red" },
  1: { text: "As promised", color: "green" },
} as const;

export const holdsRow: Row = {
  title: "Now",
  panels: [
    names({
      title: "Version in use",
      description:
        "Versions that processes answer with. One is normal; two for some seconds after a promotion, longer if a process could not load the champion: see Champions not loaded.",
      page: "Versions",
      unit: "none",
      queries: { "{{version}} ({{algorithm}})": max(series("microcalc_model_info"), "version, algorithm") },
      width: 4,
      height: 5,
      nothing: "No process answers",
    }),
    stat({
      title: "Recall holds",
      description:
        "Whether the recall of the outcomes of 30 days, at the upper end of its interval, reaches the lower end of what the model's card promises. As promised is normal; below, the model misses more than it should, beyond chance: see Recall, and whom outcomes are recorded for. An alert says so from twenty calcifications on.",
      page: "Trends",
      unit: "none",
      queries: { "{{model_version}}": asPromised("recall") },
      width: 4,
      height: 5,
      states: verdict,
      nothing: "Too few outcomes",
    }),
    stat({
      title: "Precision holds",
      description:
        "The same for precision, the share of the called that were calcifications. Below, the model calls too much, beyond chance: see Precision.",
      page: "Trends",
      unit: "none",
      queries: { "{{model_version}}": asPromised("precision") },
      width: 4,
      height: 5,
      states: verdict,
      nothing: "Too few outcomes",
    }),
    stat({
      title: "Outcomes of 30 days",
      description:
        "Outcomes that the live figures are of, and the calcifications among them. Recall is told from five calcifications on, accuracy from twenty outcomes; a few dozen calcifications make intervals that are of use.",
      page: "Outcomes",
      unit: "short",
      queries: {
        outcomes: max(series("microcalc_live_outcomes")),
        calcifications: max(series("microcalc_live_positive_outcomes")),
      },
      width: 4,
      height: 5,
      decimals: 0,
      nothing: "None",
    }),
    stat({
      title: "Inputs that have moved",
      description:
        "How many of the six features, the score and their combination have moved away from the champion's reference, by the page Drift. None is normal; one for a single window may be chance. Which is in Drift alarms.",
      page: "Drift",
      unit: "short",
      queries: { moved: sum(max(series("microcalc_drift_alarm"), "measure")) },
      width: 4,
      height: 5,
      decimals: 0,
      steps: any,
      nothing: "Too few candidates",
    }),
    stat({
      title: "Champion since",
      description:
        "When the version in use became champion. Whatever began at this moment, began with it; the promotion is marked on the pictures.",
      page: "Versions",
      unit: "dateTimeFromNow",
      queries: {
        "{{model_version}}": `1000 * ${max(series("microcalc_champion_promoted_timestamp_seconds"), "model_version")}`,
      },
      width: 4,
      height: 5,
      nothing: "Never promoted",
    }),
  ],
};
