import type { Row } from "./board";
import { above, any } from "./panel-content";
import { lines, stack } from "./panels";
import { increase, max, rate, series, sum } from "./queries";

export const outcomesRow: Row = {
  title: "Outcomes and what is made of them",
  panels: [
    stack({
      title: "Outcomes recorded",
      description:
        "Outcomes recorded in an hour, corrections included, by what they were. Some every week is normal; without them nobody knows how the model does. An alert says when they stay away.",
      page: "Outcomes",
      unit: "short",
      queries: { "{{outcome}}": sum(increase("microcalc_outcomes_recorded_total"), "outcome") },
      every: "1h",
      width: 6,
      min: 0,
    }),
    lines({
      title: "Outcomes waiting",
      description:
        "Predictions without an outcome, of all versions and days. It grows with every prediction and falls when outcomes are recorded or imported. Growing steadily, follow-up does not reach Microcalc: see the page Outcomes.",
      page: "Outcomes",
      unit: "short",
      queries: { waiting: max(series("microcalc_outcomes_waiting")) },
      width: 6,
      min: 0,
      decimals: 0,
    }),
    lines({
      title: "Counts out of date",
      description:
        "Days that have changed and are not counted again. Back to 0 within a minute is normal; after a start over many days, or a promotion, it takes longer. If it stays up, see Duties on the board Platform.",
      unit: "short",
      queries: { backlog: max(series("microcalc_rollup_backlog")) },
      width: 6,
      min: 0,
      decimals: 0,
    }),
    lines({
      title: "Age of the figures",
      description:
        "Time since the figures of this board were read from the database, and since a day was last counted. A few seconds for the first is normal; above the lower dashed line, a minute, the figures are taken away. The second grows while nothing happens.",
      unit: "s",
      queries: {
        "figures read": max(series("microcalc_live_figures_age_seconds")),
        "day counted": max(series("microcalc_rollup_age_seconds")),
      },
      width: 6,
      min: 0,
      steps: above(60, 120),
    }),
    lines({
      title: "Scored in the shadow",
      description:
        "Predictions per minute that a challenger has scored beside the champion, nobody seeing its answer. None without a challenger; with one as many as there are predictions, some seconds later.",
      page: "Versions",
      unit: "cpm",
      queries: { "shadow scores": `60 * ${sum(rate("microcalc_shadow_scores_total"))}` },
      width: 12,
      height: 6,
      min: 0,
    }),
    lines({
      title: "Champions not loaded",
      description:
        "Whether a process cannot load the champion now, so that it goes on answering with the model before (1), and how many it could not load in an hour. None is normal. Otherwise its build is older than the one the version was promoted with: see the runbook on which model answers.",
      page: "Versions",
      unit: "short",
      queries: {
        "now {{instance}}": max(series("microcalc_champion_not_loaded"), "instance"),
        "in an hour {{instance}}": sum(increase("microcalc_model_load_failures_total"), "instance"),
      },
      every: "1h",
      width: 12,
      height: 6,
      min: 0,
      decimals: 0,
      steps: any,
    }),
  ],
};
