"use client";

import { useTranslations } from "next-intl";
import type { ModelCard } from "@/lib/model/card";
import { FactList } from "../../_components/fact-list";
import { EstimateText } from "./estimate-text";
import { Section } from "./section";

/** How often the warning of an unfamiliar candidate is raised for nothing. */
export function Support({ support }: { support: NonNullable<ModelCard["support"]> }) {
  const t = useTranslations("models.support");
  return (
    <Section anchor="support" title={t("title")}>
      <p>{t("lead")}</p>
      <FactList
        facts={[
          [
            t("borderline"),
            <EstimateText key="borderline" estimate={support.borderline} written="percent" />,
          ],
          [t("outside"), <EstimateText key="outside" estimate={support.outside} written="percent" />],
          [
            t("protocol"),
            <span key="protocol" lang="en">
              {support.protocol}
            </span>,
          ],
        ]}
      />
    </Section>
  );
}
