"use client";

import { useTranslations } from "next-intl";
import { fileName } from "./file-name";
import { ProfileSection } from "./profile-section";
import type { SectionProps } from "./profile-sections";
import { ProfileTable } from "./profile-table";
import { shareOf } from "./share-of";
import { useDataText } from "./use-data-text";

/** How often sets of values are found again, and where the labels of one contradict each other. */
export function Repeats({ dataset }: SectionProps) {
  const t = useTranslations("data.repeats");
  const { count, percent, shareEstimate } = useDataText();
  const { rows, multiplicities, conflicts } = dataset.contents;
  const found = multiplicities.filter(({ vectors }) => vectors > 0);
  const timesOf = (from: number, to: number | null) =>
    to === null
      ? t("timesOrMore", { from })
      : from === to
        ? t("times", { from })
        : t("timesTo", { from, to });
  return (
    <ProfileSection title={t("title")} lead={t("lead")}>
      <ProfileTable
        caption={t("caption")}
        columns={(["times", "vectors", "rows", "share", "positives"] as const).map((key) => ({
          key,
          name: t(`column.${key}`),
        }))}
        rows={found.map((one) => ({
          key: String(one.from),
          cells: [
            timesOf(one.from, one.to),
            count(one.vectors),
            count(one.rows),
            percent(one.rows / rows),
            count(one.positives),
          ],
        }))}
        csv={{
          fileName: fileName(dataset.stored.name, "repeats"),
          columns: ["timesFrom", "timesTo", "vectors", "rows", "positives"],
          rows: multiplicities.map((one) => [one.from, one.to, one.vectors, one.rows, one.positives]),
        }}
      />
      {conflicts.largest.length === 0 ? (
        <p>{t("noConflicts")}</p>
      ) : (
        <ProfileTable
          caption={t("conflicts.caption")}
          help={t("conflicts.help", { rows: conflicts.rows, misjudged: conflicts.misjudged })}
          columns={(["number", "rows", "positives", "sharePositive"] as const).map((key) => ({
            key,
            name: t(`conflicts.${key}`),
          }))}
          rows={conflicts.largest.map((one, i) => ({
            key: String(i),
            cells: [
              count(i + 1),
              count(one.rows),
              count(one.positives),
              shareEstimate(shareOf(one.positives, one.rows)),
            ],
          }))}
          csv={{
            fileName: fileName(dataset.stored.name, "conflicts"),
            columns: ["number", "rows", "positives"],
            rows: conflicts.largest.map((one, i) => [i + 1, one.rows, one.positives]),
          }}
        />
      )}
    </ProfileSection>
  );
}
