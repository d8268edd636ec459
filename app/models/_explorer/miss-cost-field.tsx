"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import classes from "./miss-cost-field.module.css";
import { type MissCost, missCostLimits } from "./use-miss-cost";

/** "A miss costs as much as N false alarms." */
export function MissCostField({ missCost }: { missCost: MissCost }) {
  const t = useTranslations("models.cost");
  const id = useId();
  return (
    <div>
      <div className={classes.field}>
        <label htmlFor={id}>{t("before")}</label>
        <input
          id={id}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          value={missCost.text}
          aria-invalid={missCost.isRefused || undefined}
          aria-describedby={`${id}-after ${id}-refused`}
          className={`${classes.input} tabular`}
          onChange={(event) => missCost.change(event.currentTarget.value)}
        />
        <span id={`${id}-after`}>{t("after")}</span>
      </div>
      <p id={`${id}-refused`} className={classes.refused} aria-live="polite">
        {missCost.isRefused ? t("refused", { ...missCostLimits, held: missCost.value }) : null}
      </p>
    </div>
  );
}
