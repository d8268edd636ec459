"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { qualityOfPoint } from "@/lib/evaluation/quality";
import type { Evaluation, ModelCard } from "@/lib/model/card";
import { nearestStep, prepareThresholds } from "../../_charts/prepare-thresholds";
import { Section } from "../_card/section";
import { ConfusionMatrix } from "./confusion-matrix";
import { Cost } from "./cost";
import classes from "./explorer.module.css";
import { PointButtons } from "./point-buttons";
import { ThresholdCurves } from "./threshold-curves";
import { ThresholdFigures } from "./threshold-figures";
import { ThresholdSlider } from "./threshold-slider";

interface ExplorerProps {
  card: ModelCard;
  /** With a ROC curve. */
  evaluation: Evaluation;
}

/** What would happen at another threshold: one slider moves calls, figures, both curves and the cost. */
export function Explorer({ card, evaluation }: ExplorerProps) {
  const t = useTranslations("models.explorer");
  const steps = useMemo(() => prepareThresholds(evaluation), [evaluation]);
  const points = useMemo(
    () =>
      card.operatingPoints.map(({ name, threshold }) => ({
        name,
        threshold,
        step: nearestStep(steps, threshold),
        isInUse: name === card.operatingPoint,
      })),
    [card, steps],
  );
  // The threshold rather than its place: other rows have other steps, but the question stays the same.
  const [threshold, setThreshold] = useState<number | null>(
    () => points.find(({ isInUse }) => isInUse)?.threshold ?? null,
  );
  const at = nearestStep(steps, threshold);
  const step = steps[at];
  const figures = useMemo(() => (step === undefined ? null : qualityOfPoint(step.confusion, null)), [step]);
  if (step === undefined || figures === null) return null;
  const moveTo = (index: number) => setThreshold(steps[index]?.threshold ?? null);
  return (
    <Section anchor="thresholds" title={t("title")}>
      <p>{t("lead")}</p>
      <p>{t("basis", { rows: evaluation.rows, positives: evaluation.positives })}</p>
      <div className={classes.panel}>
        <ThresholdSlider steps={steps} at={at} figures={figures} points={points} onMove={moveTo} />
        <PointButtons points={points} at={at} onMove={moveTo} />
        <div className={classes.result}>
          <ThresholdFigures figures={figures} />
          <ConfusionMatrix confusion={step.confusion} />
        </div>
      </div>
      <ThresholdCurves evaluation={evaluation} step={step} />
      <Cost steps={steps} at={at} onMove={moveTo} />
    </Section>
  );
}
