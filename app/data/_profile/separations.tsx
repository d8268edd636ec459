"use client";

import { useTranslations } from "next-intl";
import type { Estimate } from "@/lib/model/card";
import { fileName } from "./file-name";
import { ProfileSection } from "./profile-section";
import type { SectionProps } from "./profile-sections";
import { ProfileTable } from "./profile-table";
import { SeparationBar } from "./separation-bar";
import { useDataText } from "./use-data-text";

/** Which way the values of the calcifications lie, where the interval says so. */
function directionOf(estimate: Estimate): "none" | "higher" | "lower" | "unclear" {
  if (estimate === null) return "none";
  if (estimate.low > 0.5) return "higher";
  return estimate.high < 0.5 ? "lower" : "unclear";
}

const ends = (estimate: Estimate) => [estimate?.value ?? null, estimate?.low ?? null, estimate?.high ?? null];

/** How well each feature alone tells the classes apart. */
export function Separations({ dataset }: SectionProps) {
  const t = useTranslations("data.separation");
  const features = useTranslations("features");
  const { areaEstimate } = useDataText();
  return (
    <ProfileSection title={t("title")}>
      <ProfileTable
        caption={t("caption")}
        help={t("help")}
        columns={(["feature", "distinct", "picture", "all", "direction"] as const).map((key) => ({
          key,
          name: t(`column.${key}`),
        }))}
        rows={dataset.contents.features.map(({ feature, separation: { all, distinct } }) => ({
          key: feature,
          cells: [
            features(`${feature}.label`),
            areaEstimate(distinct),
            <SeparationBar key="picture" estimate={distinct} />,
            areaEstimate(all),
            t(directionOf(distinct)),
          ],
        }))}
        csv={{
          fileName: fileName(dataset.stored.name, "separation"),
          columns: ["feature", "distinct", "distinctLow", "distinctHigh", "all", "allLow", "allHigh"],
          rows: dataset.contents.features.map(({ feature, separation: { all, distinct } }) => [
            feature,
            ...ends(distinct),
            ...ends(all),
          ]),
        }}
      />
    </ProfileSection>
  );
}
