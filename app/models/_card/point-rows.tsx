"use client";

import { useTranslations } from "next-intl";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { OperatingPoint, PointQuality } from "@/lib/model/card";
import { usePointName } from "../../_components/use-point-name";
import classes from "./point-rows.module.css";
import { QualityCells } from "./quality-cells";

interface PointRowsProps {
  point: OperatingPoint;
  isInUse: boolean;
  heldOut: PointQuality | null;
}

/** Of the table: which rows, and five figures. */
const columns = 6;

/** One operating point: its quality on held-out rows and, beneath, on the rows it was chosen on. */
export function PointRows({ point, isInUse, heldOut }: PointRowsProps) {
  const t = useTranslations("models.points");
  const pointName = usePointName();
  const { threshold } = useNumbers();
  const kinds = [
    ["heldOut", heldOut],
    ["chosenOn", point.chosenOn],
  ] as const;
  return (
    <tbody data-in-use={isInUse || undefined} className={classes.point}>
      <tr>
        <th scope="rowgroup" colSpan={columns} className={classes.name}>
          <div className={classes.heading}>
            {t("from", { name: pointName(point.name), threshold: threshold(point.threshold) })}{" "}
            {isInUse ? <span className={classes.badge}>{t("inUse")}</span> : null}
            <span lang="en" className={classes.rule}>
              {point.rule}
            </span>
          </div>
        </th>
      </tr>
      {kinds.map(([kind, quality]) =>
        kind === "chosenOn" && quality === null ? null : (
          <tr key={kind} className={kind === "heldOut" ? undefined : classes.secondary}>
            <th scope="row" className={classes.kind}>
              {t(kind)}
            </th>
            {quality === null ? (
              <td colSpan={columns - 1}>{t("notMeasured")}</td>
            ) : (
              <QualityCells quality={quality} />
            )}
          </tr>
        ),
      )}
    </tbody>
  );
}
