import type { ModelCard, PointQuality } from "@/lib/model/card";
import type { Label, Prediction } from "@/lib/prediction";
import { heldOutQuality } from "../_components/held-out-quality";

/** What would be called at one operating point. */
export interface PointAnswer {
  readonly name: string;
  readonly threshold: number;
  readonly label: Label;
  /** Quality on distinct rows held out; `null` where it was not measured. */
  readonly quality: Pick<PointQuality, "recall" | "precision" | "confusion"> | null;
  readonly use: "in_use" | "other";
}

type CardPoints = Pick<ModelCard, "operatingPoints" | "operatingPoint" | "evaluation">;

const qualityAt = ({ operatingPoint, evaluation }: CardPoints, name: string) =>
  heldOutQuality(evaluation.distinct, name, operatingPoint);

/** The answer at every operating point of the card, the lowest threshold first; the one in use as it was then. */
export function pointAnswers(
  card: CardPoints,
  prediction: Pick<Prediction, "probability" | "threshold" | "label" | "operatingPoint">,
): PointAnswer[] {
  const inUse: PointAnswer = {
    name: prediction.operatingPoint,
    threshold: prediction.threshold,
    label: prediction.label,
    quality: qualityAt(card, prediction.operatingPoint),
    use: "in_use",
  };
  const others = card.operatingPoints
    .filter(({ name }) => name !== inUse.name)
    .map(
      ({ name, threshold }): PointAnswer => ({
        name,
        threshold,
        label: prediction.probability >= threshold ? "calcification" : "not_calcification",
        quality: qualityAt(card, name),
        use: "other",
      }),
    );
  return [inUse, ...others].sort((a, b) => a.threshold - b.threshold);
}
