"use client";

import { useTranslations } from "next-intl";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { RecentAgreement } from "@/lib/model/compare";
import { ScrollBox } from "../../../_components/scroll-box";
import classes from "./compared-table.module.css";

/** The share of differing calls, apart for the patterns of features at their minimum. */
export function StratumTable({ strata }: Pick<RecentAgreement, "strata">) {
  const t = useTranslations("compare.agreement");
  const pattern = useTranslations("models.strata");
  const { count, percent } = useNumbers();
  return (
    <ScrollBox label={t("strata")}>
      <table className={`${classes.table} tabular`} aria-label={t("strata")}>
        <thead>
          <tr>
            <th scope="col">{t("stratum")}</th>
            <th scope="col">{t("predictions")}</th>
            <th scope="col">{t("differing")}</th>
            <th scope="col">{t("share")}</th>
          </tr>
        </thead>
        <tbody>
          {strata.map(({ stratum, predictions, differing, share }) => (
            <tr key={stratum}>
              <th scope="row">{pattern(`name.${stratum}`)}</th>
              <td>{count(predictions)}</td>
              <td>{count(differing)}</td>
              <td>
                {share === null
                  ? t("noShare")
                  : t("shareValue", {
                      share: percent(share.value),
                      low: percent(share.low),
                      high: percent(share.high),
                    })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
