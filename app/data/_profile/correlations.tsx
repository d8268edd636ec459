"use client";

import { useTranslations } from "next-intl";
import { type CSSProperties, useId, useState } from "react";
import { featureKeys } from "@/lib/features";
import { CsvDownload } from "../../_components/csv-download";
import { RadioSwitch } from "../../_components/radio-switch";
import { ScrollBox } from "../../_components/scroll-box";
import classes from "./correlations.module.css";
import { fileName } from "./file-name";
import { ProfileSection } from "./profile-section";
import type { SectionProps } from "./profile-sections";
import { useDataText } from "./use-data-text";

const kinds = ["spearman", "pearson"] as const;

/** How strongly a cell is coloured: at most so far that its figure stays readable. */
const strength = (value: number | null) => `${Math.round(Math.abs(value ?? 0) * 40)}%`;

/** Correlations of the features with each other, as a table whose cells are coloured by strength. */
export function Correlations({ dataset }: SectionProps) {
  const t = useTranslations("data.correlations");
  const features = useTranslations("features");
  const { correlation } = useDataText();
  const name = useId();
  const [kind, setKind] = useState<(typeof kinds)[number]>("spearman");
  const matrix = dataset.correlations[kind];
  return (
    <ProfileSection title={t("title")}>
      <RadioSwitch
        legend={t("legend")}
        options={kinds.map((value) => ({ value, label: t(value) }))}
        chosen={kind}
        onChoose={setKind}
      />
      <p className={classes.caption} id={`${name}-caption`}>
        {t(`caption.${kind}`)}
      </p>
      <ScrollBox label={t(kind)}>
        <table
          className={`${classes.table} tabular`}
          aria-label={t("title")}
          aria-describedby={`${name}-caption`}
        >
          <thead>
            <tr>
              <td />
              {featureKeys.map((key) => (
                <th key={key} scope="col">
                  {features(`${key}.label`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {featureKeys.map((key, i) => (
              <tr key={key}>
                <th scope="row">{features(`${key}.label`)}</th>
                {featureKeys.map((other, j) => {
                  const value = matrix[i]?.[j] ?? null;
                  return (
                    <td
                      key={other}
                      className={classes.cell}
                      data-sign={i === j ? "self" : (value ?? 0) < 0 ? "negative" : "positive"}
                      style={{ "--strength": strength(value) } as CSSProperties}
                    >
                      {correlation(value)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <div>
        <CsvDownload
          fileName={fileName(dataset.stored.name, "correlations")}
          columns={["kind", "feature", ...featureKeys]}
          rows={kinds.flatMap((one) =>
            featureKeys.map((key, i) => [one, key, ...(dataset.correlations[one][i] ?? [])]),
          )}
        />
      </div>
    </ProfileSection>
  );
}
