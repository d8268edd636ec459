import type { Row } from "./board";
import { heatmap, lines, stack } from "./panels";
import { increase, max, rate, series, share, sum } from "./queries";

const predictions = (by: string) => `60 * ${sum(rate("microcalc_predictions_total"), by)}`;
const called = sum(rate("microcalc_predictions_total", 'label="calcification"'), "model_version");
const expected = (bound: string) =>
  max(series("microcalc_model_expected_called_ratio", `bound="${bound}"`), "model_version");

export const scoresRow: Row = {
  title: "What it says",
  panels: [
    stack({
      title: "Predictions and calls by version",
      description:
        "Predictions stored per minute, by version and call: the volume, and how much of it was called a calcification. It follows the working day. Another version from one moment on is a promotion.",
      unit: "cpm",
      queries: { "{{model_version}} {{label}}": predictions("model_version, label") },
      width: 8,
      min: 0,
    }),
    stack({
      title: "Predictions by source",
      description:
        "The same by where they came from: the form that people fill in, or programs. A source that falls silent stopped sending, or cannot: see Answers by status on the board Service.",
      unit: "cpm",
      queries: { "{{source}}": predictions("source") },
      width: 8,
      min: 0,
    }),
    lines({
      title: "Share called, and what the card expects",
      description:
        "Share of the candidates of six hours that were called a calcification, with what the model's card expects and the ends of its interval. A small number of candidates scatters widely; an alert compares whole days. Outside for long, other candidates come in (see Drift) or the model has changed.",
      unit: "percentunit",
      queries: {
        "called by {{model_version}}": share(
          called,
          sum(rate("microcalc_predictions_total"), "model_version"),
        ),
        "expected of {{model_version}}": expected("value"),
        "at least, {{model_version}}": expected("low"),
        "at most, {{model_version}}": expected("high"),
      },
      every: "6h",
      width: 8,
      min: 0,
    }),
    heatmap({
      title: "Probabilities",
      description:
        "How many predictions had which calibrated probability; darker is more, and the bounds are those of the buckets. Nine of ten below 2 % is normal. A band that moves up or down without a promotion is a shift of the score: see Drift.",
      unit: "percentunit",
      queries: { "{{le}}": sum(increase("microcalc_prediction_probability_bucket"), "le") },
      every: "1h",
      width: 12,
      height: 9,
    }),
    lines({
      title: "Mean probability",
      description:
        "Mean calibrated probability of the predictions of six hours, which is the share of calcifications it expects. Near the share among the candidates is normal, some per cent. If it moves while the features do not, see Drift.",
      unit: "percentunit",
      queries: {
        "{{model_version}}": share(
          sum(rate("microcalc_prediction_probability_sum"), "model_version"),
          sum(rate("microcalc_prediction_probability_count"), "model_version"),
        ),
      },
      every: "6h",
      width: 6,
      height: 9,
      min: 0,
    }),
    lines({
      title: "Share outside of what it knows",
      description:
        "Share of the predictions of six hours for which the training data speak little (borderline) or not at all (outside). A few per cent outside is normal. More are candidates of another kind: see the measure support in Drift.",
      unit: "percentunit",
      queries: {
        "{{verdict}}": `${sum(rate("microcalc_prediction_support_total", 'verdict!="inside"'), "verdict")} / on () group_left () (${sum(rate("microcalc_prediction_support_total"))} > 0)`,
      },
      every: "6h",
      width: 6,
      height: 9,
      min: 0,
      max: 1,
    }),
  ],
};
