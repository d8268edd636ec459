import type { Row } from "./board";
import { lines, stack } from "./panels";
import { orNone, quantile, rate, sum } from "./queries";

const perMinute = (perSecond: string) => `60 * ${perSecond}`;

export const predictionsRow: Row = {
  title: "Predictions",
  panels: [
    stack({
      title: "Predictions by call",
      description:
        "Predictions stored per minute, by what the model called them. Far more not_calcification than calcification is normal. What the model should call by its card is on the board Model.",
      unit: "cpm",
      queries: { "{{label}}": perMinute(sum(rate("microcalc_predictions_total"), "label")) },
      width: 6,
      min: 0,
    }),
    lines({
      title: "Time by phase",
      description:
        "95 % of the predictions spent no longer than this in a phase: validate reads and checks the input, score is the forest, explain is what is said beside the answer, persist is the database. Persist is normally the longest; if it grows, see the database on the board Platform.",
      unit: "s",
      queries: { "{{phase}}": quantile(0.95, "microcalc_prediction_duration_seconds", { by: "phase" }) },
      width: 6,
      min: 0,
    }),
    lines({
      title: "Inputs refused",
      description:
        "Requests per minute refused for what they contained, by reason. Some are normal: people mistype. Many of one reason come from a program or a page that sends something else than it should.",
      unit: "cpm",
      queries: {
        "{{reason}}": orNone(perMinute(sum(rate("microcalc_inputs_rejected_total"), "reason")), "reason"),
      },
      width: 6,
      min: 0,
    }),
    lines({
      title: "Submissions sent again",
      description:
        "Submissions per minute that were answered with the prediction an earlier one had made. Now and then is normal: a browser sends again after an interruption. Many mean that answers do not arrive: see Answers by status for aborted ones.",
      unit: "cpm",
      queries: { "sent again": perMinute(sum(rate("microcalc_idempotent_replays_total"))) },
      width: 6,
      min: 0,
    }),
  ],
};
