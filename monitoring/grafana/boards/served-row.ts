import type { Row } from "./board";
import { answered, brokenShare, budgetLeft, burn, inTime } from "./objective";
import { above, below } from "./panel-content";
import { names, stat } from "./panels";
import { increase, max, min, orZero, series, sum } from "./queries";
import { openAlerts, whatToDo } from "./reading-panels";

/**
 * Targets of the jobs that Microcalc is scraped by, also those that do not answer, without those that only run jobs: by
 * what they say of themselves, and for when they say nothing, by the label that the scrape configuration gives them.
 */
const replicas = `count((${series("up", 'serves!="jobs"')} unless on (job, instance) ${series("microcalc_build_info", 'role="worker"')}) and on (job) ${series("microcalc_build_info")})`;
const ready = orZero(
  sum(
    `${series("microcalc_ready")} and on (job, instance) ${series("microcalc_build_info", 'role=~"web|all"')}`,
  ),
  replicas,
);

export const servedRow: Row = {
  title: "Now",
  panels: [
    stat({
      title: "Served",
      description:
        "Whether processes take requests: all that Prometheus is told to ask, some of them, or none; those that only run jobs are not among them. All is normal; some during a start or a restart. If it lasts, see Replicas below, and the runbook on a process that is not ready.",
      unit: "none",
      queries: { served: `(${ready} >= bool 1) + (${ready} >= bool ${replicas})` },
      width: 3,
      height: 4,
      states: {
        0: { text: "No", color: "red" },
        1: { text: "By some", color: "orange" },
        2: { text: "Yes", color: "green" },
      },
      nothing: "No process answers",
    }),
    stat({
      title: "Replicas ready",
      description:
        "Processes that take requests, and all that Prometheus is told to ask, without those that only run jobs. The same number twice is normal. Which one is missing is in Replicas below.",
      unit: "short",
      queries: { ready, "in all": replicas },
      width: 3,
      height: 4,
      decimals: 0,
      nothing: "No process answers",
    }),
    stat({
      title: "Canary",
      description:
        "Whether the made-up region that each serving process puts to itself was last answered as it should be; the worst of them is shown. Answered is normal. If not, people are not served either: see the row Canary.",
      unit: "none",
      queries: { canary: min(series("microcalc_canary_success")) },
      width: 3,
      height: 4,
      states: { 0: { text: "Failing", color: "red" }, 1: { text: "Answered", color: "green" } },
      nothing: "Not run yet",
    }),
    stat({
      title: "Submissions that fail",
      description:
        "Share of the submissions of the last five minutes that ended in a server error. None is normal; 0.1 % is what the objective allows. Where they fail is in Failures by route.",
      unit: "percentunit",
      queries: { failing: brokenShare(answered, "5m") },
      width: 3,
      height: 4,
      min: 0,
      max: 1,
      decimals: 2,
      steps: above(0.001, 0.0144),
      nothing: "No submissions",
    }),
    stat({
      title: "Budget left of 30 days",
      description:
        "What is left of the failures (0.1 % of submissions) and of the slow answers (1 % above a quarter of a second) that the objectives allow in 30 days. 100 % is untouched; below 0 % the objective is missed. How fast it goes is beside it.",
      unit: "percentunit",
      queries: { failures: budgetLeft(answered), "slow answers": budgetLeft(inTime) },
      width: 4,
      height: 4,
      max: 1,
      decimals: 0,
      steps: below(0, 0.25),
      nothing: "No submissions",
    }),
    stat({
      title: "Budget spent, times allowed",
      description:
        "How many times faster than allowed the two budgets are being spent, over one hour and over six. Below 1 they last; alerts page somebody at 14.4 over an hour or 6 over six hours.",
      unit: "none",
      queries: {
        "failures 1 h": burn(answered, "1h"),
        "failures 6 h": burn(answered, "6h"),
        "slow 1 h": burn(inTime, "1h"),
        "slow 6 h": burn(inTime, "6h"),
      },
      width: 5,
      height: 4,
      min: 0,
      decimals: 1,
      steps: above(1, 6),
      nothing: "No submissions",
    }),
    stat({
      title: "Predictions in an hour",
      description:
        "Predictions stored in the last hour. What is normal is known by the clinic: compare with the same hour of other days. None at all while people work is an alert of its own.",
      unit: "short",
      queries: { predictions: sum(increase("microcalc_predictions_total")) },
      every: "1h",
      width: 3,
      height: 4,
      decimals: 0,
    }),
    openAlerts,
    whatToDo,
    names({
      title: "Model in use",
      description:
        "Versions that processes answer with. One is normal; two for some seconds after a promotion, longer if a process could not load the champion. Whether it still holds is on the board Model.",
      page: "Versions",
      unit: "none",
      queries: { "{{version}}": max(series("microcalc_model_info"), "version") },
      width: 4,
      height: 7,
      nothing: "No process answers",
    }),
  ],
};
