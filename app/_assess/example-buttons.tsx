"use client";

import { useTranslations } from "next-intl";
import { ActionButton } from "../_components/action-button";
import classes from "./example-buttons.module.css";
import { ExampleLabel } from "./example-label";
import { type Example, examples } from "./examples";

export function ExampleButtons({ onChoose }: { onChoose: (example: Example) => void }) {
  const t = useTranslations("assess.examples");
  return (
    <fieldset className={classes.group} aria-label={t("legend")}>
      <span className={classes.legend} aria-hidden="true">
        {t("legend")}
      </span>
      {examples.map((example) => (
        <ActionButton key={example.key} size="small" onClick={() => onChoose(example)}>
          <ExampleLabel of={example.key} />
        </ActionButton>
      ))}
    </fieldset>
  );
}
