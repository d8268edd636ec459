"use client";

import { useTranslations } from "next-intl";
import type { ModelCard } from "@/lib/model/card";
import { ScrollBox } from "../../_components/scroll-box";
import tableClasses from "./data-table.module.css";
import { EstimateText } from "./estimate-text";
import { Section } from "./section";
import classes from "./variants.module.css";

const columns = [
  ["averagePrecision", "score"],
  ["rocAuc", "score"],
  ["f1", "score"],
  ["brier", "smallScore"],
] as const;

/** The ways of making a forest that were tried, measured alike. */
export function Variants({ card: { compared, training } }: { card: ModelCard }) {
  const t = useTranslations("models.variants");
  const tMetric = useTranslations("models.metrics");
  return (
    <Section anchor="variants" title={t("title")}>
      <p>{t("lead")}</p>
      <ScrollBox label={t("caption")}>
        <table className={`${tableClasses.table} tabular`}>
          <thead>
            <tr>
              <th scope="col">{t("variant")}</th>
              {columns.map(([key]) => (
                <th key={key} scope="col">
                  {tMetric(`${key}.label`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {compared.map((variant) => (
              <tr key={variant.variant}>
                <th scope="row">
                  <span lang="en">{variant.variant}</span>{" "}
                  {variant.variant === training.options.variant ? (
                    <em className={classes.inUse}>{t("inUse")}</em>
                  ) : null}
                </th>
                {columns.map(([key, written]) => (
                  <td key={key}>
                    <EstimateText estimate={variant[key]} written={written} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </Section>
  );
}
