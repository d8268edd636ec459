"use client";

import { Input, NumberInput } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import { useId } from "react";
import classes from "./filter-form.module.css";
import { fractionOf, percentOf } from "./percent";
import type { HistoryFilters } from "./prediction-filters";
import { useDraft } from "./use-draft";

interface ProbabilityFilterProps {
  min: number | null;
  max: number | null;
  onChange: (part: Partial<Pick<HistoryFilters, "min" | "max">>) => void;
}

const decimalSeparators = [",", "."];

/** Lowest and highest probability in percent, both included. */
export function ProbabilityFilter({ min, max, onChange }: ProbabilityFilterProps) {
  const t = useTranslations("history.filter");
  const format = useFormatter();
  const errorId = useId();
  const [low, setLow] = useDraft<number | string>(min === null ? "" : percentOf(min));
  const [high, setHigh] = useDraft<number | string>(max === null ? "" : percentOf(max));
  const crossed = min !== null && max !== null && min > max;

  const shared = {
    min: 0,
    max: 100,
    decimalScale: 2,
    hideControls: true,
    clampBehavior: "strict",
    suffix: " %",
    decimalSeparator: format.number(0.5).charAt(1),
    allowedDecimalSeparators: decimalSeparators,
    ...(crossed && { error: true, "aria-describedby": errorId }),
  } as const;

  function apply() {
    const wanted = { min: fractionOf(low), max: fractionOf(high) };
    if (wanted.min !== min || wanted.max !== max) onChange(wanted);
  }

  return (
    <fieldset
      className={classes.probability}
      onBlur={apply}
      onKeyDown={(event) => {
        if (event.key === "Enter") apply();
      }}
    >
      <Input.Label component="legend">{t("probability")}</Input.Label>
      <div className={classes.pair}>
        <NumberInput
          {...shared}
          aria-label={t("probabilityFrom")}
          placeholder={t("from")}
          value={low}
          onChange={setLow}
        />
        <NumberInput
          {...shared}
          aria-label={t("probabilityTo")}
          placeholder={t("to")}
          value={high}
          onChange={setHigh}
        />
      </div>
      {crossed ? (
        <Input.Error id={errorId} mt={5}>
          {t("probabilityCrossed")}
        </Input.Error>
      ) : null}
    </fieldset>
  );
}
