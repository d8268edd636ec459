"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import classes from "./example-buttons.module.css";
import { type Example, examples } from "./examples";

export function ExampleButtons({ onChoose }: { onChoose: (example: Example) => void }) {
  const t = useTranslations("assess.examples");
  return (
    <fieldset className={classes.group} aria-label={t("legend")}>
      <span className={classes.legend} aria-hidden="true">
        {t("legend")}
      </span>
      {examples.map((example) => (
        <Button key={example.key} size="compact-sm" variant="default" onClick={() => onChoose(example)}>
          {t(example.key)}
        </Button>
      ))}
    </fieldset>
  );
}
