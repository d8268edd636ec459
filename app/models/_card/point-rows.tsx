"use client";

import { useTranslations } from "next-intl";
import type { OperatingPoint, PointQuality } from "@/lib/model/card";
import { usePointName } from "../../_components/use-point-name";
import classes from "./point-rows.module.css";
import { QualityCells } from "./quality-cells";
import { useFigureText } from "./use-figure-text";

interface PointRowsProps {
  point: OperatingPoint;
  isInUse: boolean;
  heldOut: PointQuality | null;
}

/** One operating point: its quality on held-out rows and, beneath, on the rows it was chosen on. */
export function PointRows({ point, isInUse, heldOut }: PointRowsProps) {
  const t = useTranslations("models.points");
  const pointName = usePointName();
  const { threshold } = useFigureText();
  const kinds = [
    ["heldOut", heldOut],
    ["chosenOn", point.chosenOn],
  ] as const;
  const shown = kinds.filter(([kind, quality]) => kind === "heldOut" || quality !== null);
  return (
    <tbody data-in-use={isInUse || undefined} className={classes.point}>
      {shown.map(([kind, quality], index) => (
        <tr key={kind} className={kind === "heldOut" ? undefined : classes.secondary}>
          {index > 0 ? null : (
            <th scope="rowgroup" rowSpan={shown.length} className={classes.name}>
              {pointName(point.name)} {isInUse ? <span className={classes.badge}>{t("inUse")}</span> : null}
              <span className={classes.threshold}>
                {t("from", { threshold: threshold(point.threshold) })}
              </span>
              <span lang="en" className={classes.rule}>
                {point.rule}
              </span>
            </th>
          )}
          <th scope="row" className={classes.kind}>
            {t(kind)}
          </th>
          {quality === null ? <td colSpan={5}>{t("notMeasured")}</td> : <QualityCells quality={quality} />}
        </tr>
      ))}
    </tbody>
  );
}
