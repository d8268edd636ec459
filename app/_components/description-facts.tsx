"use client";

import { useLocale, useTranslations } from "next-intl";
import { type DatasetDescription, descriptionFacts, textFor } from "@/lib/dataset/dataset-description";
import { FactList } from "./fact-list";

/** What was said of a data set, in the reader's language where it was; what was not said is not known. */
export function DescriptionFacts({ description }: { description: DatasetDescription }) {
  const t = useTranslations("dataDescription");
  const locale = useLocale();
  return (
    <FactList
      facts={descriptionFacts.map((fact) => {
        const said = textFor(description[fact], locale);
        return [
          t(`fact.${fact}`),
          said === null ? (
            t("unknown")
          ) : (
            <span key={fact} lang={said.lang}>
              {said.text}
            </span>
          ),
        ];
      })}
    />
  );
}
