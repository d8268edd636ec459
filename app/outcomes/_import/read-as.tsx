"use client";

import { useTranslations } from "next-intl";
import { FactList } from "@/app/_components/fact-list";
import type { FileReading } from "@/lib/outcomes/import-outcomes";
import classes from "./import.module.css";

/** How the file was read: separator, encoding, dates, time zone. */
export function ReadAs({ reading }: { reading: FileReading }) {
  const t = useTranslations("outcomes.import");
  const { separator, encoding, dateForms, timeZone } = reading;
  const dates =
    dateForms.length === 0 ? [t("dateForm.none")] : dateForms.map((form) => t(`dateForm.${form}`));
  return (
    <>
      <h3 className={classes.subtitle}>{t("readAs")}</h3>
      <FactList
        facts={[
          [t("readPart.separator"), t(`separator.${separator}`)],
          [t("readPart.encoding"), t(`encoding.${encoding}`)],
          [t("readPart.dateForms"), dates.join(", ")],
          [t("readPart.timeZone"), timeZone],
        ]}
      />
    </>
  );
}
