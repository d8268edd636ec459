"use client";

import { useTranslations } from "next-intl";
import { ScrollBox } from "@/app/_components/scroll-box";
import { asTyped } from "@/app/_components/untranslated";
import type { LineFault } from "@/lib/outcomes/import-outcomes";
import { faultsShown } from "@/lib/outcomes/literals";
import classes from "./import.module.css";

interface FaultTableProps {
  faults: readonly LineFault[];
  faultyLines: number;
}

/** Every fault by its line and column: what stands there, and what would be accepted. */
export function FaultTable({ faults, faultyLines }: FaultTableProps) {
  const t = useTranslations("outcomes.import");
  const title = t("faults", { count: faultyLines });
  return (
    <>
      <h3 className={classes.subtitle}>{title}</h3>
      {faults.length < faultsShown ? null : <p>{t("faultsShown", { shown: faults.length })}</p>}
      <ScrollBox label={title}>
        <table className={`${classes.table} ${classes.faults}`}>
          <thead>
            <tr>
              <th scope="col">{t("column.line")}</th>
              <th scope="col">{t("column.column")}</th>
              <th scope="col">{t("column.value")}</th>
              <th scope="col">{t("column.fault")}</th>
            </tr>
          </thead>
          <tbody>
            {faults.map(({ line, column, value, fault, limit }) => (
              <tr key={`${line} ${fault}`}>
                <th scope="row" className="tabular">
                  {line}
                </th>
                <td>{column === null ? t("wholeLine") : <code>{column}</code>}</td>
                <td className={classes.value}>{value}</td>
                <td>{t.rich(`fault.${fault}`, { limit: limit ?? "", ...asTyped })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  );
}
