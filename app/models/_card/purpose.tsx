"use client";

import { useTranslations } from "next-intl";
import classes from "./purpose.module.css";
import { Section } from "./section";

const groups = [
  { key: "is", points: ["support", "research", "region"] },
  { key: "isNot", points: ["cancer", "patient", "device", "images"] },
  { key: "limits", points: ["origin", "names", "degenerate", "fewPositives", "heldOut", "outside"] },
] as const;

/** What the model is for, what it is not for, and what to know before trusting a figure. */
export function Purpose() {
  const t = useTranslations("models.purpose");
  return (
    <Section anchor="purpose" title={t("title")}>
      <div className={classes.groups}>
        {groups.map(({ key, points }) => (
          <div key={key} data-group={key}>
            <h3 className={classes.title}>{t(`${key}.title`)}</h3>
            <ul className={classes.points}>
              {points.map((point) => (
                <li key={point}>{t(`${key}.${point}`)}</li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </Section>
  );
}
