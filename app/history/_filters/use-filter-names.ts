"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { LocalDay } from "./local-day";
import { percentOf } from "./percent";
import type { HistoryFilters } from "./prediction-filters";

export interface FilterName {
  readonly key: keyof HistoryFilters;
  readonly text: string;
}

const filterOrder = ["from", "to", "caseReference", "min", "max", "call", "outcome", "model"] as const;

/** Every filter that is set, in words, in the order of the form. */
export function useFilterNames(filters: HistoryFilters): FilterName[] {
  const t = useTranslations("history.active");
  const call = useTranslations("call");
  const outcome = useTranslations("prediction.outcome");
  const format = useFormatter();
  const { percentMark } = useNumbers();
  const { from, to, caseReference, min, max, model } = filters;
  // A calendar day has no zone: it is written in the one it is read in.
  const day = (value: LocalDay) =>
    format.dateTime(new Date(`${value}T00:00:00Z`), { dateStyle: "medium", timeZone: "UTC" });
  const percent = (value: number) => percentMark(percentOf(value) / 100);

  const texts: Record<keyof HistoryFilters, string | null> = {
    from: from === null ? null : t("from", { day: day(from) }),
    to: to === null ? null : t("to", { day: day(to) }),
    caseReference: caseReference === null ? null : t("caseReference", { caseReference }),
    min: min === null ? null : t("min", { percent: percent(min) }),
    max: max === null ? null : t("max", { percent: percent(max) }),
    call: filters.call === null ? null : t("call", { call: call(filters.call) }),
    outcome: filters.outcome === null ? null : t("outcome", { outcome: outcome(filters.outcome) }),
    model: model === null ? null : t("model", { model }),
  };
  return filterOrder.flatMap((key) => {
    const text = texts[key];
    return text === null ? [] : [{ key, text }];
  });
}
