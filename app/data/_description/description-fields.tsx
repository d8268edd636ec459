"use client";

import { Textarea } from "@mantine/core";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { charactersOver, type DatasetDescription, descriptionFacts } from "@/lib/dataset/dataset-description";
import { type Locale, locales } from "@/lib/locale";
import { RadioSwitch } from "../../_components/radio-switch";
import classes from "./description.module.css";

interface DescriptionFieldsProps {
  description: DatasetDescription;
  onChange: (description: DatasetDescription) => void;
}

/** Three short texts, each in one language or both; none is asked for. */
export function DescriptionFields({ description, onChange }: DescriptionFieldsProps) {
  const t = useTranslations("dataDescription");
  const [lang, setLang] = useState<Locale>(useLocale() === "fr" ? "fr" : "en");
  return (
    <div className={classes.fields}>
      <RadioSwitch
        legend={t("language")}
        options={locales.map((value) => ({ value, label: t(`inLanguage.${value}`) }))}
        chosen={lang}
        onChoose={setLang}
      />
      {descriptionFacts.map((fact) => {
        const over = charactersOver(description[fact][lang]);
        return (
          <Textarea
            key={fact}
            label={t(`fact.${fact}`)}
            description={t(`help.${fact}`)}
            lang={lang}
            autosize
            minRows={1}
            maxRows={8}
            value={description[fact][lang]}
            error={over > 0 ? t("tooLong", { count: over }) : null}
            onChange={({ currentTarget: { value } }) =>
              onChange({ ...description, [fact]: { ...description[fact], [lang]: value } })
            }
          />
        );
      })}
    </div>
  );
}
