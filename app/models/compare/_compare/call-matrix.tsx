"use client";

import { useTranslations } from "next-intl";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { RecentAgreement } from "@/lib/model/compare";
import { ScrollBox } from "../../../_components/scroll-box";
import classes from "./compared-table.module.css";

/** Calls of the one against calls of the other, counted. */
export function CallMatrix({ calls }: Pick<RecentAgreement, "calls">) {
  const t = useTranslations("compare.agreement");
  const { count } = useNumbers();
  const rows = [
    { name: t("aCalls"), called: calls.both, notCalled: calls.onlyA },
    { name: t("aDoesNot"), called: calls.onlyB, notCalled: calls.neither },
  ];
  return (
    <ScrollBox label={t("table")}>
      <table className={`${classes.table} tabular`} aria-label={t("table")}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t("bCalls")}</th>
            <th scope="col">{t("bDoesNot")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, called, notCalled }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{count(called)}</td>
              <td>{count(notCalled)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
