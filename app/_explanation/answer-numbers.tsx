"use client";

import type { ReactNode } from "react";
import type { Prediction } from "@/lib/prediction";
import { useModel } from "../_components/use-model";
import { ToldApart } from "../_numbers/use-numbers";

interface AnswerNumbersProps {
  prediction: Prediction;
  children: ReactNode;
}

/**
 * All that is shown of one answer: its probability and interval stay apart from the threshold of every operating point.
 */
export function AnswerNumbers({ prediction, children }: AnswerNumbersProps) {
  const { probability, threshold, explanation, modelVersion } = prediction;
  const model = useModel(modelVersion);
  const { low, high } = explanation?.interval ?? { low: probability, high: probability };
  const points = model.data?.card.operatingPoints ?? [];
  return (
    <ToldApart
      values={[probability, low, high]}
      thresholds={[threshold, ...points.map((point) => point.threshold)]}
    >
      {children}
    </ToldApart>
  );
}
