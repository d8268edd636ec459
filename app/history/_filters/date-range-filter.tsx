"use client";

import { Input } from "@mantine/core";
import { DatesProvider } from "@mantine/dates";
import "dayjs/locale/fr";
import { useLocale, useTranslations } from "next-intl";
import { useId } from "react";
import { useReaderTimeZone } from "@/app/_i18n/use-reader-time-zone";
import { DayInput } from "./day-input";
import classes from "./filter-form.module.css";
import type { HistoryFilters } from "./prediction-filters";
import { PresetButton } from "./preset-button";

type Range = Pick<HistoryFilters, "from" | "to">;

interface DateRangeFilterProps extends Range {
  onChange: (part: Partial<Range>) => void;
}

/** Days back from today that one click sets, today included. */
const presets = [
  { key: "today", days: 0 },
  { key: "week", days: 6 },
  { key: "month", days: 29 },
] as const;

/** First and last day, both included, in the reader's own time. */
export function DateRangeFilter({ from, to, onChange }: DateRangeFilterProps) {
  const t = useTranslations("history.filter");
  const locale = useLocale();
  const timeZone = useReaderTimeZone();
  const errorId = useId();
  const crossed = from !== null && to !== null && from > to;

  return (
    <fieldset className={classes.dates}>
      <Input.Label component="legend">{t("dates")}</Input.Label>
      <Input.Description mb={5}>{t("timeZone", { timeZone })}</Input.Description>
      <DatesProvider settings={{ locale, firstDayOfWeek: 1, weekendDays: [] }}>
        <div className={classes.pair}>
          <DayInput
            label={t("firstDay")}
            placeholder={t("from")}
            value={from}
            onChange={(day) => onChange({ from: day })}
            errorId={crossed ? errorId : undefined}
          />
          <DayInput
            label={t("lastDay")}
            placeholder={t("to")}
            value={to}
            onChange={(day) => onChange({ to: day })}
            errorId={crossed ? errorId : undefined}
          />
        </div>
      </DatesProvider>
      {crossed ? (
        <Input.Error id={errorId} mt={5}>
          {t("datesCrossed")}
        </Input.Error>
      ) : null}
      <div className={classes.presets}>
        {presets.map(({ key, days }) => (
          <PresetButton key={key} range={{ from, to }} days={days} onChange={onChange}>
            {t(`preset.${key}`)}
          </PresetButton>
        ))}
      </div>
    </fieldset>
  );
}
