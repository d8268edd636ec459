"use client";

import { NativeSelect, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { variantNames } from "@/lib/training/option-limits";
import classes from "./option-fields.module.css";
import { type ReadDraft, type TrainingDraft, type TypedOption, typedOptions } from "./training-draft";

interface OptionFieldsProps {
  draft: TrainingDraft;
  faults: ReadDraft["faults"];
  onChange: (part: Partial<TrainingDraft>) => void;
}

/** How the forest is made, with what each option does. */
export function OptionFields({ draft, faults, onChange }: OptionFieldsProps) {
  const t = useTranslations("training.form");
  const errorOf = (key: TypedOption) => {
    const fault = faults?.[key];
    return fault === undefined ? undefined : t(fault.kind, { min: fault.min, max: fault.max });
  };
  return (
    <div className={classes.fields}>
      <NativeSelect
        className={classes.wide}
        label={t("variant.label")}
        description={t("variant.help")}
        value={draft.variant}
        onChange={(event) => {
          const variant = variantNames.find((name) => name === event.currentTarget.value);
          if (variant !== undefined) onChange({ variant });
        }}
        data={variantNames.map((name) => ({ value: name, label: t(`variant.${name}`) }))}
      />
      {typedOptions.map((key) => (
        <TextInput
          key={key}
          label={t(`${key}.label`)}
          description={t(`${key}.help`)}
          inputMode={key === "positiveWeight" ? "decimal" : "numeric"}
          autoComplete="off"
          value={draft.typed[key]}
          error={errorOf(key)}
          onChange={(event) => onChange({ typed: { ...draft.typed, [key]: event.currentTarget.value } })}
        />
      ))}
    </div>
  );
}
