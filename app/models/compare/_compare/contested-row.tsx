"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useDateText } from "@/app/_i18n/use-date-text";
import { featureKeys } from "@/lib/features";
import type { Contested } from "@/lib/model/compare";
import { CallMark } from "../../../_components/call-mark";
import { useProbabilityText } from "../../../_components/use-probability-text";
import { useValueText } from "../../../_components/use-value-text";
import classes from "./compared-table.module.css";
import { useDifferenceText } from "./use-difference-text";

export function ContestedRow({ contested }: { contested: Contested }) {
  const outcomeText = useTranslations("prediction.outcome");
  const pattern = useTranslations("models.strata");
  const probabilityText = useProbabilityText();
  const differenceText = useDifferenceText();
  const valueText = useValueText();
  const { moment } = useDateText();
  const { id, createdAt, probability, label, outcome, stratum, features } = contested;
  return (
    <tr>
      <th scope="row">
        <Link href={`/history/${id}`} prefetch={false} className={classes.link}>
          {moment(createdAt)}
        </Link>
      </th>
      {(["a", "b"] as const).map((side) => (
        <td key={side}>
          {probabilityText(probability[side])}
          <span className={classes.note}>
            <CallMark label={label[side]} />
          </span>
        </td>
      ))}
      <td>{differenceText(probability.b - probability.a, "rate")}</td>
      <td>{outcomeText(outcome ?? "pending")}</td>
      <td className={classes.long}>{pattern(`name.${stratum}`)}</td>
      {featureKeys.map((key) => (
        <td key={key}>{valueText(features[key], 3)}</td>
      ))}
    </tr>
  );
}
