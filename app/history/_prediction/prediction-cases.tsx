"use client";

import { NearCases } from "@/app/_cases/near-cases";
import { useModel } from "@/app/_components/use-model";
import type { Prediction } from "@/lib/prediction";

/** The known candidates nearest to this one among those loaded now. */
export function PredictionCases({ prediction }: { prediction: Prediction }) {
  const model = useModel(prediction.modelVersion);
  return (
    <NearCases features={prediction.features} reference={model.data?.reference ?? null} answer="recorded" />
  );
}
