"use client";

import { useTranslations } from "next-intl";
import { marked, untranslated } from "@/app/_components/untranslated";
import type { ApiKeyWithSecret } from "@/lib/accounts/api-key";
import { ActionButton } from "../../_components/action-button";
import classes from "../../_components/managed-list.module.css";
import { SecretText } from "../../_components/secret-text";
import { TitledPanel } from "../../_components/titled-panel";

interface NewKeyProps {
  made: ApiKeyWithSecret;
  onDone: () => void;
}

/** A key that was just made, shown this once. */
export function NewKey({ made: { apiKey, key }, onDone }: NewKeyProps) {
  const t = useTranslations("apiKeys.newKey");
  return (
    <TitledPanel title={marked(t.rich("title", untranslated({ name: apiKey.name })))}>
      <div className={classes.given}>
        <p>{t("text")}</p>
        <SecretText text={key} label={t("label")} />
        <ActionButton size="small" onClick={onDone}>
          {t("done")}
        </ActionButton>
      </div>
    </TitledPanel>
  );
}
