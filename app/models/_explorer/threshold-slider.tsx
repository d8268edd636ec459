"use client";

import { useTranslations } from "next-intl";
import { type CSSProperties, useId } from "react";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { PointQuality } from "@/lib/model/card";
import type { ThresholdStep } from "../../_charts/prepare-thresholds";
import type { ExplorerPoint } from "./explorer-point";
import classes from "./threshold-slider.module.css";

interface ThresholdSliderProps {
  steps: readonly ThresholdStep[];
  /** Index of the step it stands at. */
  at: number;
  figures: PointQuality;
  points: readonly ExplorerPoint[];
  onMove: (step: number) => void;
}

/**
 * A slider over the steps rather than the thresholds themselves: half of all calcifications are won and lost below
 * 10 %, where a slider of even thresholds has no room.
 */
export function ThresholdSlider({ steps, at, figures, points, onMove }: ThresholdSliderProps) {
  const t = useTranslations("models.explorer");
  const { percent, threshold: thresholdText } = useNumbers();
  const id = useId();
  const threshold = steps[at]?.threshold ?? null;
  const last = Math.max(1, steps.length - 1);
  const name = threshold === null ? t("aboveAll") : thresholdText(threshold);
  const said = t("slider.value", {
    threshold: name,
    recall: figures.recall === null ? "–" : percent(figures.recall.value),
    precision: figures.precision === null ? "–" : percent(figures.precision.value),
  });
  return (
    <div>
      <div className={classes.head}>
        <label htmlFor={id} className={classes.label}>
          {t("slider.label")}
        </label>
        <output htmlFor={id} aria-live="off" className={`${classes.threshold} tabular`}>
          {name}
        </output>
      </div>
      <div className={classes.rail}>
        <input
          id={id}
          type="range"
          min={0}
          max={last}
          step={1}
          value={at}
          aria-valuetext={said}
          aria-describedby={`${id}-ends`}
          className={classes.input}
          onChange={(event) => onMove(Number(event.currentTarget.value))}
        />
        {points.map(({ name: pointName, step, isInUse }) => (
          <span
            key={pointName}
            aria-hidden="true"
            data-in-use={isInUse || undefined}
            className={classes.mark}
            style={{ "--place": step / last } as CSSProperties}
          />
        ))}
      </div>
      <p id={`${id}-ends`} className={classes.ends}>
        <span>{t("slider.left")}</span>
        <span>{t("slider.right")}</span>
      </p>
    </div>
  );
}
