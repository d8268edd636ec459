"use client";

import { Button, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { readCaseReference } from "@/lib/case-reference";
import { TitledPanel } from "../../_components/titled-panel";
import classes from "./case-search.module.css";

export function CaseSearch({ onLook }: { onLook: (reference: string) => void }) {
  const t = useTranslations("caseRecords");
  const [isRefused, setRefused] = useState(false);

  function look(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const reference = readCaseReference(String(new FormData(event.currentTarget).get("caseReference")));
    setRefused(reference === null);
    if (reference !== null) onLook(reference);
  }

  return (
    <TitledPanel title={t("find")}>
      <form className={classes.form} onSubmit={look} noValidate>
        <TextInput
          name="caseReference"
          label={t("reference")}
          description={t("referenceHint")}
          error={isRefused ? t("referenceRefused") : null}
          maxLength={64}
          autoComplete="off"
          spellCheck={false}
        />
        <Button type="submit">{t("look")}</Button>
      </form>
    </TitledPanel>
  );
}
