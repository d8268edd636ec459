"use client";

import { useTranslations } from "next-intl";
import type { CSSProperties } from "react";
import type { PreparedReasons } from "./prepare-reasons";
import classes from "./reason-bars.module.css";
import { usePointsText } from "./use-points-text";

/** The way from the base to the probability, a bar for each value; the column at the right adds up. */
export function ReasonBars({ base, probability, zero, reasons }: PreparedReasons) {
  const t = useTranslations("explanation.reasons");
  const tFeature = useTranslations("features");
  const { percent, signed } = usePointsText();
  return (
    <table className={`${classes.table} tabular`} style={{ "--zero": `${zero * 100}%` } as CSSProperties}>
      <caption className="visually-hidden">{t("caption")}</caption>
      {/* Only the words are hidden: a head taken out of the flow is read last. */}
      <thead className={classes.head}>
        <tr>
          <th scope="col" colSpan={2}>
            <span className="visually-hidden">{t("column.feature")}</span>
          </th>
          <th scope="col">
            <span className="visually-hidden">{t("column.points")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        <tr className={classes.end}>
          <th scope="row" colSpan={2}>
            {t("base")}
          </th>
          <td>{percent(base)}</td>
        </tr>
        {reasons.map(({ feature, points, start, length }) => (
          <tr key={feature}>
            <th scope="row">{tFeature(`${feature}.label`)}</th>
            <td className={classes.drawing} aria-hidden="true">
              <span className={classes.track}>
                <span
                  className={classes.bar}
                  data-sign={points < 0 ? "lowers" : "adds"}
                  style={{ left: `${start * 100}%`, width: `${length * 100}%` }}
                />
              </span>
            </td>
            <td data-points={points}>{signed(points)}</td>
          </tr>
        ))}
        <tr className={classes.end}>
          <th scope="row" colSpan={2}>
            {t("probability")}
          </th>
          <td>{percent(probability)}</td>
        </tr>
      </tbody>
    </table>
  );
}
