"use client";

import { useTranslations } from "next-intl";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { ModelComparison } from "@/lib/model/compare";
import { ScrollBox } from "../../../_components/scroll-box";
import { EstimateText } from "../../_card/estimate-text";
import classes from "./compared-table.module.css";
import { type FigureRow, figureRows } from "./figure-rows";
import { Part } from "./part";
import { useDifferenceText } from "./use-difference-text";

function Difference({ difference, overlap, written }: FigureRow) {
  const t = useTranslations("compare.figures");
  const differenceText = useDifferenceText();
  if (difference === null) return t("none");
  return (
    <>
      {differenceText(difference, written)}
      <span className={classes.note}>{overlap ? t("overlap") : t("apart")}</span>
    </>
  );
}

/** The figures of both cards, with intervals and the difference. */
export function FiguresPart({ comparison: { a, b, sameHeldOut } }: { comparison: ModelComparison }) {
  const t = useTranslations("compare.figures");
  const metric = useTranslations("models.metrics");
  const { percentMark } = useNumbers();
  const nameOf = ({ key, falsePositiveRate, atPoint }: FigureRow) => {
    const figure = metric(`${key}.label`, { rate: percentMark(falsePositiveRate ?? 0) });
    return atPoint ? t("atPoint", { figure }) : figure;
  };
  return (
    <Part title={t("title")}>
      <p>{sameHeldOut ? t("same") : t("otherData")}</p>
      <ScrollBox label={metric("caption")}>
        <table className={`${classes.table} tabular`}>
          <caption className={classes.caption}>
            {t("basis", {
              rowsA: a.evaluation.rows,
              positivesA: a.evaluation.positives,
              rowsB: b.evaluation.rows,
              positivesB: b.evaluation.positives,
            })}
          </caption>
          <thead>
            <tr>
              <th scope="col">{t("figure")}</th>
              <th scope="col">A</th>
              <th scope="col">B</th>
              <th scope="col">{t("difference")}</th>
            </tr>
          </thead>
          <tbody>
            {figureRows(a.evaluation, b.evaluation).map((row) => (
              <tr key={`${row.key} ${row.falsePositiveRate}`} data-figure={row.key}>
                <th scope="row">{nameOf(row)}</th>
                <td>
                  <EstimateText estimate={row.a} written={row.written} />
                </td>
                <td>
                  <EstimateText estimate={row.b} written={row.written} />
                </td>
                <td>
                  <Difference {...row} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </Part>
  );
}
