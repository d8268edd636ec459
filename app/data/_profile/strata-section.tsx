"use client";

import { useTranslations } from "next-intl";
import { fileName } from "./file-name";
import { ProfileSection } from "./profile-section";
import type { SectionProps } from "./profile-sections";
import { ProfileTable } from "./profile-table";
import { shareOf } from "./share-of";
import { useDataText } from "./use-data-text";

/** The rows by which of their features stand at the minimum. */
export function StrataSection({ dataset }: SectionProps) {
  const t = useTranslations("data.strata");
  const { count, percent, shareEstimate } = useDataText();
  const { rows, strata } = dataset.contents;
  return (
    <ProfileSection title={t("title")}>
      <ProfileTable
        caption={t("caption")}
        help={t("help")}
        columns={(["stratum", "rows", "share", "positives", "sharePositive"] as const).map((key) => ({
          key,
          name: t(`column.${key}`),
        }))}
        rows={strata.map((one) => ({
          key: one.stratum,
          cells: [
            t(`name.${one.stratum}`),
            count(one.rows),
            percent(one.rows / rows),
            count(one.positives),
            shareEstimate(shareOf(one.positives, one.rows)),
          ],
        }))}
        csv={{
          fileName: fileName(dataset.stored.name, "strata"),
          columns: ["stratum", "rows", "positives", "sharePositive", "low", "high"],
          rows: strata.map((one) => {
            const share = shareOf(one.positives, one.rows);
            return [
              one.stratum,
              one.rows,
              one.positives,
              ...[share?.value, share?.low, share?.high].map((value) => value ?? null),
            ];
          }),
        }}
      />
    </ProfileSection>
  );
}
