"use client";

import { useTranslations } from "next-intl";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { Confusion } from "@/lib/evaluation/confusion";
import { ScrollBox } from "../../_components/scroll-box";
import classes from "./confusion-matrix.module.css";

export function ConfusionMatrix({ confusion }: { confusion: Confusion }) {
  const t = useTranslations("models.confusion");
  const { count } = useNumbers();
  const cell = (value: number, key: "hit" | "miss" | "falseAlarm" | "correctlyLeft", right: boolean) => (
    <td data-right={right || undefined}>
      <strong>{count(value)}</strong>
      <span className={classes.name}>{t(key)}</span>
    </td>
  );
  return (
    <ScrollBox label={t("caption")}>
      <table className={`${classes.table} tabular`}>
        <caption className={classes.caption}>{t("caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("truth")}</th>
            <th scope="col">{t("called")}</th>
            <th scope="col">{t("notCalled")}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t("calcification")}</th>
            {cell(confusion.truePositives, "hit", true)}
            {cell(confusion.falseNegatives, "miss", false)}
          </tr>
          <tr>
            <th scope="row">{t("other")}</th>
            {cell(confusion.falsePositives, "falseAlarm", false)}
            {cell(confusion.trueNegatives, "correctlyLeft", true)}
          </tr>
        </tbody>
      </table>
    </ScrollBox>
  );
}
