"use client";

import { DateInput } from "@mantine/dates";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { Day } from "@/lib/day";
import { dayFormats, readTypedDay } from "./typed-day";

interface DayInputProps {
  label: string;
  placeholder: string;
  value: Day | null;
  onChange: (day: Day | null) => void;
  /** Where the message stands that refuses this day. */
  errorId: string | undefined;
}

/** One day, typed or picked from a calendar. What cannot be read stays and is said to be no day. */
export function DayInput({ label, placeholder, value, onChange, errorId }: DayInputProps) {
  const t = useTranslations("history.filter");
  const locale = useLocale() === "fr" ? "fr" : "en";
  const [unread, setUnread] = useState(false);

  return (
    <DateInput
      aria-label={label}
      placeholder={placeholder}
      value={value}
      onChange={(day) => {
        setUnread(false);
        onChange(day);
      }}
      onBlur={(event) => {
        const text = event.currentTarget.value;
        setUnread(text.trim() !== "" && readTypedDay(text, locale) === null);
      }}
      valueFormat={dayFormats[locale]}
      dateParser={(text) => readTypedDay(text, locale)}
      fixOnBlur={false}
      hideOutsideDates
      popoverProps={{ withinPortal: false }}
      clearable
      clearButtonProps={{ "aria-label": t("clearDay", { day: label }) }}
      error={unread ? t("dayRefused", { example: t("dayExample") }) : errorId !== undefined}
      {...(errorId !== undefined && { "aria-describedby": errorId })}
      ariaLabels={{
        monthLevelControl: t("calendar.month"),
        yearLevelControl: t("calendar.year"),
        nextMonth: t("calendar.nextMonth"),
        previousMonth: t("calendar.previousMonth"),
        nextYear: t("calendar.nextYear"),
        previousYear: t("calendar.previousYear"),
        nextDecade: t("calendar.nextDecade"),
        previousDecade: t("calendar.previousDecade"),
      }}
    />
  );
}
