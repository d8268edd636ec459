"use client";

import { useTranslations } from "next-intl";
import { marked, untranslated } from "@/app/_components/untranslated";
import type { AccountWithPassword } from "@/lib/accounts/account";
import { ActionButton } from "../../_components/action-button";
import classes from "../../_components/managed-list.module.css";
import { SecretText } from "../../_components/secret-text";
import { TitledPanel } from "../../_components/titled-panel";

interface FirstPasswordProps {
  given: AccountWithPassword;
  onDone: () => void;
}

/** A password made for somebody, shown this once. */
export function FirstPassword({ given: { account, password }, onDone }: FirstPasswordProps) {
  const t = useTranslations("accounts.firstPassword");
  return (
    <TitledPanel title={marked(t.rich("title", untranslated({ name: account.name })))}>
      <div className={classes.given}>
        <p>{t("text", { email: account.email })}</p>
        <SecretText text={password} label={t("label")} />
        <ActionButton size="small" onClick={onDone}>
          {t("done")}
        </ActionButton>
      </div>
    </TitledPanel>
  );
}
