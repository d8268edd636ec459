"use client";

import { useTranslations } from "next-intl";
import { useDateText } from "@/app/_i18n/use-date-text";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { ComparedModel } from "@/lib/model/compare";
import { FactList } from "../../../_components/fact-list";
import { usePointName } from "../../../_components/use-point-name";
import { Part } from "./part";
import classes from "./sides-part.module.css";

export function SidesPart({ a, b }: { a: ComparedModel; b: ComparedModel }) {
  const t = useTranslations("compare.side");
  const picker = useTranslations("compare.picker");
  const pointName = usePointName();
  const { threshold } = useNumbers();
  const { moment } = useDateText();
  const sides = [
    { side: picker("a"), model: a },
    { side: picker("b"), model: b },
  ];
  return (
    <Part title={t("title")}>
      <div className={classes.sides}>
        {sides.map(({ side, model }) => (
          <div key={side}>
            <h3 className={classes.version}>
              {side} <code>{model.version}</code>
            </h3>
            <FactList
              facts={[
                [t("names"), model.names.length === 0 ? t("noNames") : model.names.join(", ")],
                [t("registeredAt"), moment(model.registeredAt)],
                [
                  t("operatingPoint"),
                  t("from", {
                    threshold: threshold(model.operatingPoint.threshold),
                    name: pointName(model.operatingPoint.name),
                  }),
                ],
              ]}
            />
          </div>
        ))}
      </div>
    </Part>
  );
}
