"use client";

import { useTranslations } from "next-intl";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { Calibration } from "@/lib/model/card";
import { ScrollBox } from "../../_components/scroll-box";
import classes from "./compared-methods.module.css";
import tableClasses from "./data-table.module.css";

/** The calibration methods tried, the one in use first. */
export function ComparedMethods({ calibration: { method: inUse, compared } }: { calibration: Calibration }) {
  const t = useTranslations("models.methods");
  const { fineScore } = useNumbers();
  return (
    <div className={classes.block}>
      <h3 className={classes.title}>{t("title")}</h3>
      <p>{t("lead")}</p>
      <ScrollBox label={t("title")}>
        <table className={`${tableClasses.table} tabular`}>
          <thead>
            <tr>
              <th scope="col">{t("method")}</th>
              <th scope="col">{t("logLoss")}</th>
              <th scope="col">{t("brier")}</th>
            </tr>
          </thead>
          <tbody>
            {compared.map(({ method, logLoss, brier }) => (
              <tr key={method}>
                <th scope="row">
                  <span lang="en">{method}</span> {method === inUse ? <em>{t("inUse")}</em> : null}
                </th>
                <td>{fineScore(logLoss)}</td>
                <td>{fineScore(brier)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </div>
  );
}
