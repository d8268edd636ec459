"use client";

import { useTranslations } from "next-intl";
import { useNumbers } from "@/app/_numbers/use-numbers";
import { ActionButton } from "../../_components/action-button";
import { usePointName } from "../../_components/use-point-name";
import type { ExplorerPoint } from "./explorer-point";
import classes from "./point-buttons.module.css";

interface PointButtonsProps {
  points: readonly ExplorerPoint[];
  at: number;
  onMove: (step: number) => void;
}

/** The marks of the slider by name: each takes it there. */
export function PointButtons({ points, at, onMove }: PointButtonsProps) {
  const t = useTranslations("models.explorer");
  const pointName = usePointName();
  const { threshold: thresholdText } = useNumbers();
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>{t("marks")}</legend>
      {points.map(({ name, threshold, step, isInUse }) => (
        <ActionButton key={name} size="small" aria-pressed={step === at} onClick={() => onMove(step)}>
          <span className={classes.mark} data-in-use={isInUse || undefined} aria-hidden="true" />
          {t(isInUse ? "markInUse" : "mark", {
            name: pointName(name),
            threshold: thresholdText(threshold),
          })}
        </ActionButton>
      ))}
    </fieldset>
  );
}
