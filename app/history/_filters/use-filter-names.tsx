"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { marked, untranslated } from "@/app/_components/untranslated";
import { useDateText } from "@/app/_i18n/use-date-text";
import { useNumbers } from "@/app/_numbers/use-numbers";
import { percentOf } from "./percent";
import type { HistoryFilters } from "./prediction-filters";

export interface FilterName {
  readonly key: keyof HistoryFilters;
  readonly text: ReactNode;
}

const filterOrder = ["from", "to", "caseReference", "min", "max", "call", "outcome", "model"] as const;

/** Every filter that is set, in words, in the order of the form. */
export function useFilterNames(filters: HistoryFilters): FilterName[] {
  const t = useTranslations("history.active");
  const call = useTranslations("call");
  const outcome = useTranslations("prediction.outcome");
  const { day } = useDateText();
  const { percentMark } = useNumbers();
  const { from, to, caseReference, min, max, model } = filters;
  const percent = (value: number) => percentMark(percentOf(value) / 100);

  const texts: Record<keyof HistoryFilters, ReactNode> = {
    from: from === null ? null : t("from", { day: day(from) }),
    to: to === null ? null : t("to", { day: day(to) }),
    caseReference:
      caseReference === null ? null : marked(t.rich("caseReference", untranslated({ caseReference }))),
    min: min === null ? null : t("min", { percent: percent(min) }),
    max: max === null ? null : t("max", { percent: percent(max) }),
    call: filters.call === null ? null : t("call", { call: call(filters.call) }),
    outcome: filters.outcome === null ? null : t("outcome", { outcome: outcome(filters.outcome) }),
    model: model === null ? null : marked(t.rich("model", untranslated({ model }))),
  };
  return filterOrder.flatMap((key) => {
    const text = texts[key];
    return text === null ? [] : [{ key, text }];
  });
}
