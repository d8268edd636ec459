"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useReaderTimeZone } from "@/app/_i18n/use-reader-time-zone";
import { dayOf } from "@/lib/calendar";
import classes from "./work-list.module.css";

interface ObservedOnFieldProps {
  /** Empty where the day is not known, `null` while what is typed is no day. */
  day: string | null;
  onChange: (day: string | null) => void;
}

/** The day on which what is recorded now was found out. */
export function ObservedOnField({ day, onChange }: ObservedOnFieldProps) {
  const t = useTranslations("outcomes.list");
  const errorId = useId();
  const [first] = useState(day ?? "");
  const hintId = useId();
  const timeZone = useReaderTimeZone();
  const today = dayOf(new Date(), timeZone);
  return (
    <div className={classes.field}>
      <label>
        <span>{t("observedOn")}</span>{" "}
        <input
          type="date"
          className={classes.input}
          defaultValue={first}
          max={today}
          aria-invalid={day === null || undefined}
          aria-describedby={`${hintId} ${errorId}`}
          onChange={({ currentTarget }) =>
            onChange(currentTarget.validity.valid ? currentTarget.value : null)
          }
          onBlur={({ currentTarget }) => onChange(currentTarget.validity.valid ? currentTarget.value : null)}
        />
      </label>{" "}
      <span id={hintId} className={classes.dim}>
        {t("observedOnHint", { timeZone })}
      </span>
      <p id={errorId} role="alert" className={classes.refused}>
        {day === null ? t("dayRefused") : null}
      </p>
    </div>
  );
}
