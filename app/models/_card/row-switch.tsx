"use client";

import { useTranslations } from "next-intl";
import { RadioSwitch } from "../../_components/radio-switch";

const choices = ["distinct", "all"] as const;
export type RowChoice = (typeof choices)[number];

interface RowSwitchProps {
  choice: RowChoice;
  onChoose: (choice: RowChoice) => void;
}

/** Which rows the figures below rest on. */
export function RowSwitch({ choice, onChoose }: RowSwitchProps) {
  const t = useTranslations("models.rows");
  const options = choices.map((value) => ({ value, label: t(value) }));
  return <RadioSwitch legend={t("legend")} options={options} chosen={choice} onChoose={onChoose} />;
}
