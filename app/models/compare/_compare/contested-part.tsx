"use client";

import { useTranslations } from "next-intl";
import { featureKeys } from "@/lib/features";
import type { Contested } from "@/lib/model/compare";
import { ScrollBox } from "../../../_components/scroll-box";
import classes from "./compared-table.module.css";
import { ContestedRow } from "./contested-row";
import { Part } from "./part";

/** The predictions on which the two differ most, each with the way to it. */
export function ContestedPart({ contested }: { contested: readonly Contested[] }) {
  const t = useTranslations("compare.contested");
  const feature = useTranslations("features");
  return (
    <Part title={t("title")}>
      {contested.length === 0 ? (
        <p>{t("none")}</p>
      ) : (
        <>
          <p>{t("lead")}</p>
          <ScrollBox label={t("caption")}>
            <table className={`${classes.table} tabular`} aria-label={t("caption")}>
              <thead>
                <tr>
                  {(["asked", "a", "b", "difference", "outcome", "stratum"] as const).map((column) => (
                    <th key={column} scope="col">
                      {t(column)}
                    </th>
                  ))}
                  {featureKeys.map((key) => (
                    <th key={key} scope="col">
                      {feature(`${key}.label`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {contested.map((one) => (
                  <ContestedRow key={one.id} contested={one} />
                ))}
              </tbody>
            </table>
          </ScrollBox>
        </>
      )}
    </Part>
  );
}
