"use client";

import { useTranslations } from "next-intl";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { DifferingFact } from "@/lib/model/compare";
import { ScrollBox } from "../../../_components/scroll-box";
import { usePointName } from "../../../_components/use-point-name";
import classes from "./compared-table.module.css";
import { Part } from "./part";

/** In which data, options and seed the two differ. */
export function MakingPart({ differences }: { differences: readonly DifferingFact[] }) {
  const t = useTranslations("compare.making");
  const { count, percent } = useNumbers();
  const pointName = usePointName();
  const written = (fact: DifferingFact["fact"], value: DifferingFact["a"]) => {
    if (value === null) return t("missing");
    if (typeof value === "boolean") return value ? t("yes") : t("no");
    if (typeof value === "string") return fact === "operatingPoint" ? pointName(value) : <code>{value}</code>;
    if (fact === "threshold") return percent(value);
    return fact === "seed" || fact === "foldSeed" || fact === "option" ? <code>{value}</code> : count(value);
  };
  return (
    <Part title={t("title")}>
      {differences.length === 0 ? (
        <p>{t("none")}</p>
      ) : (
        <ScrollBox label={t("caption")}>
          <table className={`${classes.table} tabular`}>
            <thead>
              <tr>
                <th scope="col">{t("what")}</th>
                <th scope="col">A</th>
                <th scope="col">B</th>
              </tr>
            </thead>
            <tbody>
              {differences.map(({ fact, option, a, b }) => (
                <tr key={`${fact} ${option}`}>
                  <th scope="row">{t(`fact.${fact}`, { option: option ?? "" })}</th>
                  <td className={classes.long}>{written(fact, a)}</td>
                  <td className={classes.long}>{written(fact, b)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </Part>
  );
}
