"use client";

import { useTranslations } from "next-intl";
import { useDateText } from "@/app/_i18n/use-date-text";
import type { HeldCase } from "@/lib/case-records/case-record";
import { FactList } from "../../_components/fact-list";

export function HeldFacts({ held }: { held: HeldCase }) {
  const t = useTranslations("caseRecords.fact");
  const { moment: instantText } = useDateText();
  const { predictions, outcomes, reviews, notes, firstAt, lastAt } = held;
  return (
    <FactList
      facts={[
        [t("predictions"), predictions],
        [t("first"), firstAt === null ? null : instantText(firstAt)],
        [t("last"), lastAt === null ? null : instantText(lastAt)],
        [t("outcomes"), outcomes],
        [t("reviews"), reviews],
        [t("notes"), notes],
      ]}
    />
  );
}
