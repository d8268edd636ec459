"use client";

import { useTranslations } from "next-intl";
import { marked, untranslated } from "@/app/_components/untranslated";
import { Notice } from "../../_components/notice";
import { ProfileSection } from "./profile-section";
import type { SectionProps } from "./profile-sections";
import { shareOf } from "./share-of";
import classes from "./summary.module.css";
import { useDataText } from "./use-data-text";

/** What stands in the file, in sentences. */
export function Summary({ dataset }: SectionProps) {
  const t = useTranslations("data.summary");
  const { percent, shareEstimate } = useDataText();
  const { contents, stored } = dataset;
  const { rows, positives, repeats, conflicts, mostFrequent, vectorsWithBothLabels } = contents;
  const isOneClass = positives === 0 || positives === rows;
  return (
    <ProfileSection title={marked(t.rich("title", untranslated({ name: stored.name })))}>
      <ul className={classes.list}>
        <li>{t("rows", { rows, positives, share: shareEstimate(shareOf(positives, rows)) })}</li>
        <li>
          {t("distinct", {
            distinctRows: contents.distinctRows,
            distinctPositives: contents.distinctPositives,
            repeats,
            share: percent(repeats / rows),
          })}
        </li>
        {mostFrequent.rows < 2 ? null : (
          <li>
            {t("mostFrequent", {
              rows: mostFrequent.rows,
              positives: mostFrequent.positives,
              share: percent(mostFrequent.rows / rows),
            })}
          </li>
        )}
        <li>
          {t("conflicts", {
            vectors: vectorsWithBothLabels,
            rows: conflicts.rows,
            misjudged: conflicts.misjudged,
          })}
        </li>
      </ul>
      {isOneClass ? (
        <Notice tone="strong" title={t("oneClass.title")}>
          <p>{t(positives === 0 ? "oneClass.none" : "oneClass.all")}</p>
        </Notice>
      ) : null}
    </ProfileSection>
  );
}
