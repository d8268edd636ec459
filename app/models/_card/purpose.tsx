"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ModelCard } from "@/lib/model/card";
import { DescriptionFacts } from "../../_components/description-facts";
import { useNumbers } from "../../_numbers/use-numbers";
import classes from "./purpose.module.css";
import { Section } from "./section";

/** What the model is for, what it is not for, and what to know before trusting a figure. */
export function Purpose({ card }: { card: ModelCard }) {
  const t = useTranslations("models.purpose");
  const { percent } = useNumbers();
  const { data, evaluation } = card;
  const { rows: total, distinctRows: rows, distinctPositives: positives } = data;
  const point = evaluation.all.strata.find(({ stratum }) => stratum === "all_at_minimum");
  const repeats = {
    ...{ rows: point?.rows ?? 0, total, positives: point?.positives ?? 0 },
    share: percent((point?.rows ?? 0) / total),
  };
  const groups: readonly (readonly [key: "is" | "isNot" | "limits", points: readonly ReactNode[]])[] = [
    ["is", [t("is.support"), t("is.research"), t("is.region")]],
    ["isNot", [t("isNot.cancer"), t("isNot.patient"), t("isNot.device"), t("isNot.images")]],
    [
      "limits",
      [
        t("limits.fewPositives", { positives, rows }),
        ...(repeats.rows > 1 ? [t("limits.degenerate", repeats)] : []),
        t("limits.heldOut"),
        t("limits.outside"),
      ],
    ],
  ];
  return (
    <Section anchor="purpose" title={t("title")}>
      <div className={classes.groups}>
        {groups.map(([key, points]) => (
          <div key={key} data-group={key}>
            <h3 className={classes.title}>{t(`${key}.title`)}</h3>
            <ul className={classes.points}>
              {points.map((point) => (
                <li key={String(point)}>{point}</li>
              ))}
            </ul>
          </div>
        ))}
        <div data-group="data">
          <h3 className={classes.title}>{t("data.title")}</h3>
          <DescriptionFacts description={data.description} />
        </div>
      </div>
    </Section>
  );
}
