import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import type { Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import type { MetricName } from "../../../lib/trends/figure";
import type { Row } from "./board";
import { band } from "./panels";
import { max, series } from "./queries";

const low = "95 % interval, low";
const high = "95 % interval, high";
const outcomes = "n: outcomes (right)";
const positives = "of them calcifications (right)";

interface LiveFigure {
  readonly title: string;
  readonly description: string;
}

function liveFigure(figure: MetricName, { title, description }: LiveFigure): Builder<Panel> {
  const bound = (end: "low" | "high") =>
    max(series("microcalc_live_interval_ratio", `figure="${figure}",bound="${end}"`));
  const card = (end: "value" | "low" | "high") =>
    max(series("microcalc_model_card_ratio", `figure="${figure}",bound="${end}"`));
  return band(
    {
      title: `${title}, with n`,
      description,
      page: "Trends",
      unit: "percentunit",
      queries: {
        [figure]: max(series(`microcalc_live_${figure}_ratio`)),
        [low]: bound("low"),
        [high]: bound("high"),
        "card promises": card("value"),
        "card, low": card("low"),
        "card, high": card("high"),
        [outcomes]: max(series("microcalc_live_outcomes")),
        [positives]: max(series("microcalc_live_positive_outcomes")),
      },
      width: 12,
      height: 9,
      min: 0,
      max: 1,
    },
    { low, high, counts: [outcomes, positives] },
  );
}

export const liveFiguresRow: Row = {
  title: "What outcomes of the last 30 days say of the champion",
  panels: [
    liveFigure("recall", {
      title: "Recall",
      description:
        "Share of the calcifications that were called, in its 95 % interval, beside what the model's card promises; bars at the right are the outcomes it is of. An interval that overlaps the card's is normal, however the line lies in it. Below it, calcifications are missed: see the runbook on recall, and whom outcomes are recorded for.",
    }),
    liveFigure("precision", {
      title: "Precision",
      description:
        "Share of the called that were calcifications, in its 95 % interval, beside what the card promises; bars at the right are the outcomes. An interval that overlaps the card's is normal. Below it, too much is called: see Share called and Drift.",
    }),
    liveFigure("f1", {
      title: "F1",
      description:
        "Harmonic mean of precision and recall, in its 95 % interval, beside what the card promises; bars at the right are the outcomes. It falls with either of the two: see which.",
    }),
    liveFigure("accuracy", {
      title: "Accuracy",
      description:
        "Share of right calls, in its 95 % interval, beside what the card promises; bars at the right are the outcomes. Always near 100 %, since most candidates are none: a model that never calls would have 98 % where 2 % are calcifications. Judge by recall and precision.",
    }),
  ],
};
