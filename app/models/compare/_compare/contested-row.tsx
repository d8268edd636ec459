"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useDateText } from "@/app/_i18n/use-date-text";
import { Percent } from "@/app/_numbers/percent";
import { useNumbers } from "@/app/_numbers/use-numbers";
import { featureKeys } from "@/lib/features";
import type { Contested } from "@/lib/model/compare";
import { CallMark } from "../../../_components/call-mark";
import classes from "./compared-table.module.css";
import { useDifferenceText } from "./use-difference-text";

export function ContestedRow({ contested }: { contested: Contested }) {
  const outcomeText = useTranslations("prediction.outcome");
  const pattern = useTranslations("models.strata");
  const differenceText = useDifferenceText();
  const { fineValue } = useNumbers();
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
          <Percent of={probability[side]} />
          <span className={classes.note}>
            <CallMark label={label[side]} />
          </span>
        </td>
      ))}
      <td>{differenceText(probability.b - probability.a, "percent")}</td>
      <td>{outcomeText(outcome ?? "pending")}</td>
      <td className={classes.long}>{pattern(`name.${stratum}`)}</td>
      {featureKeys.map((key) => (
        <td key={key}>{fineValue(features[key])}</td>
      ))}
    </tr>
  );
}
