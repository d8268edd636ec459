"use client";

import { useTranslations } from "next-intl";
import classes from "./balance.module.css";
import { fileName } from "./file-name";
import { ProfileSection } from "./profile-section";
import type { SectionProps } from "./profile-sections";
import { ProfileTable } from "./profile-table";
import { shareOf } from "./share-of";
import { useDataText } from "./use-data-text";

const groups = ["positives", "negatives"] as const;

/** How many of each class there are, as a bar and in figures, repeats in and out. */
export function Balance({ dataset }: SectionProps) {
  const t = useTranslations("data.balance");
  const { count, percent, shareEstimate } = useDataText();
  const { rows, positives, distinctRows, distinctPositives } = dataset.contents;
  const found = groups.map((group) => ({
    group,
    rows: group === "positives" ? positives : rows - positives,
    distinct: group === "positives" ? distinctPositives : distinctRows - distinctPositives,
  }));
  return (
    <ProfileSection title={t("title")}>
      <div className={classes.bar} aria-hidden="true">
        {found.map((one) =>
          one.rows === 0 ? null : (
            <div
              key={one.group}
              className={classes.part}
              data-group={one.group}
              style={{ flexGrow: one.rows / rows }}
            />
          ),
        )}
      </div>
      <ul className={classes.legend} aria-hidden="true">
        {found.map((one) => (
          <li key={one.group} className={classes.entry} data-group={one.group}>
            {t(one.group)} {percent(one.rows / rows)}
          </li>
        ))}
      </ul>
      <ProfileTable
        caption={t("caption")}
        help={t("help")}
        columns={(["group", "rows", "share", "distinctRows", "distinctShare"] as const).map((key) => ({
          key,
          name: t(`column.${key}`),
        }))}
        rows={found.map((one) => ({
          key: one.group,
          cells: [
            t(one.group),
            count(one.rows),
            shareEstimate(shareOf(one.rows, rows)),
            count(one.distinct),
            shareEstimate(shareOf(one.distinct, distinctRows)),
          ],
        }))}
        csv={{
          fileName: fileName(dataset.stored.name, "balance"),
          columns: ["class", "rows", "share", "shareLow", "shareHigh", "distinctRows", "distinctShare"],
          rows: found.map((one) => {
            const share = shareOf(one.rows, rows);
            return [
              one.group,
              one.rows,
              share?.value ?? null,
              share?.low ?? null,
              share?.high ?? null,
              one.distinct,
              one.distinct / distinctRows,
            ];
          }),
        }}
      />
    </ProfileSection>
  );
}
