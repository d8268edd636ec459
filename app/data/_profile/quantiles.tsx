"use client";

import { useTranslations } from "next-intl";
import { fileName } from "./file-name";
import { prepareQuantiles, quantileColumns } from "./prepare-quantiles";
import { ProfileSection } from "./profile-section";
import type { SectionProps } from "./profile-sections";
import { ProfileTable } from "./profile-table";
import { useDataText } from "./use-data-text";

/** Where the values of each feature lie, over all rows and in either class. */
export function Quantiles({ dataset }: SectionProps) {
  const t = useTranslations("data.quantiles");
  const features = useTranslations("features");
  const { value, percent, count } = useDataText();
  const rows = prepareQuantiles(dataset);
  const heads = quantileColumns.map((q) => ({
    key: `q${q}`,
    name: q === 0 ? t("minimum") : q === 1 ? t("maximum") : t("quantile", { percent: q * 100 }),
  }));
  return (
    <ProfileSection title={t("title")}>
      <ProfileTable
        caption={t("caption")}
        help={t("help")}
        columns={[
          { key: "feature", name: t("feature") },
          { key: "group", name: t("group") },
          ...heads,
          { key: "shareAtMinimum", name: t("atMinimum") },
          { key: "distinctValues", name: t("distinct") },
        ]}
        rows={rows.map((row) => ({
          key: `${row.feature} ${row.group}`,
          cells: [
            features(`${row.feature}.label`),
            t(row.group),
            ...row.values.map((one) => (one === null ? t("none") : value(one))),
            row.shareAtMinimum === null ? t("none") : percent(row.shareAtMinimum),
            row.distinctValues === null ? t("none") : count(row.distinctValues),
          ],
        }))}
        csv={{
          fileName: fileName(dataset.stored.name, "quantiles"),
          rows: rows.map((row) => [
            row.feature,
            row.group,
            ...row.values,
            row.shareAtMinimum,
            row.distinctValues,
          ]),
        }}
      />
    </ProfileSection>
  );
}
