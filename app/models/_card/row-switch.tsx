"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import classes from "./row-switch.module.css";

const choices = ["distinct", "all"] as const;
export type RowChoice = (typeof choices)[number];

interface RowSwitchProps {
  choice: RowChoice;
  onChoose: (choice: RowChoice) => void;
}

/** Which rows the figures below rest on. */
export function RowSwitch({ choice, onChoose }: RowSwitchProps) {
  const t = useTranslations("models.rows");
  const name = useId();
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>{t("legend")}</legend>
      {choices.map((option) => (
        <label key={option} className={classes.option}>
          <input
            type="radio"
            name={name}
            value={option}
            checked={option === choice}
            onChange={() => onChoose(option)}
          />
          {t(option)}
        </label>
      ))}
    </fieldset>
  );
}
