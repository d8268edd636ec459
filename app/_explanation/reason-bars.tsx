"use client";

import { useTranslations } from "next-intl";
import type { CSSProperties } from "react";
import { Percent } from "@/app/_numbers/percent";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { PreparedReasons } from "./prepare-reasons";
import classes from "./reason-bars.module.css";

interface ReasonBarsProps {
  base: number;
  probability: number;
  prepared: PreparedReasons;
}

/** The way from the base to the probability, a bar for each value; the column at the right adds up. */
export function ReasonBars({ base, probability, prepared: { zero, reasons } }: ReasonBarsProps) {
  const t = useTranslations("explanation.reasons");
  const tFeature = useTranslations("features");
  const { signedPoints } = useNumbers();
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
          <td>
            <Percent of={base} />
          </td>
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
            <td data-points={points}>{signedPoints(points)}</td>
          </tr>
        ))}
        <tr className={classes.end}>
          <th scope="row" colSpan={2}>
            {t("probability")}
          </th>
          <td>
            <Percent of={probability} />
          </td>
        </tr>
      </tbody>
    </table>
  );
}
