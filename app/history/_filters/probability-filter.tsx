"use client";

import { Input } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import classes from "./filter-form.module.css";
import { PercentInput } from "./percent-input";
import type { HistoryFilters } from "./prediction-filters";

interface ProbabilityFilterProps {
  min: number | null;
  max: number | null;
  onChange: (part: Partial<Pick<HistoryFilters, "min" | "max">>) => void;
}

/** Lowest and highest probability in percent, both included. */
export function ProbabilityFilter({ min, max, onChange }: ProbabilityFilterProps) {
  const t = useTranslations("history.filter");
  const errorId = useId();
  const [isLowRead, setLowRead] = useState(true);
  const [isHighRead, setHighRead] = useState(true);
  const isCrossed = min !== null && max !== null && min > max;
  const areRead = isLowRead && isHighRead;

  return (
    <fieldset className={classes.probability}>
      <Input.Label component="legend">{t("probability")}</Input.Label>
      <div className={classes.pair}>
        <PercentInput
          label={t("probabilityFrom")}
          placeholder={t("from")}
          value={min}
          onChange={(value) => onChange({ min: value })}
          onRead={setLowRead}
          errorId={isCrossed || !isLowRead ? errorId : undefined}
        />
        <PercentInput
          label={t("probabilityTo")}
          placeholder={t("to")}
          value={max}
          onChange={(value) => onChange({ max: value })}
          onRead={setHighRead}
          errorId={isCrossed || !isHighRead ? errorId : undefined}
        />
      </div>
      {areRead && !isCrossed ? null : (
        <Input.Error id={errorId} mt={5}>
          {areRead ? t("probabilityCrossed") : t("percentRefused")}
        </Input.Error>
      )}
    </fieldset>
  );
}
