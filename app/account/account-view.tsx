"use client";

import { useTranslations } from "next-intl";
import { Untranslated } from "@/app/_components/untranslated";
import type { passwordLengths } from "@/lib/accounts/account";
import { FactList } from "../_components/fact-list";
import { Notice } from "../_components/notice";
import { TitledPanel } from "../_components/titled-panel";
import { useSession } from "../_session/use-session";
import { PasswordPanel } from "./_password/password-panel";
import { SecondFactorPanel } from "./_second-factor/second-factor-panel";
import { SessionsPanel } from "./_sessions/sessions-panel";
import classes from "./account.module.css";

interface AccountViewProps {
  passwordLengths: typeof passwordLengths;
}

/** One's own account. What has to be done first stands alone. */
export function AccountView({ passwordLengths }: AccountViewProps) {
  const t = useTranslations("account");
  const tRole = useTranslations("roles");
  const account = useSession()?.account;
  if (!account) return <p role="status">{t("loading")}</p>;
  const { name, email, role, mustFirst } = account;
  return (
    <div className={classes.parts}>
      {mustFirst !== null ? (
        <Notice tone="strong" title={t(`mustFirst.${mustFirst}.title`)}>
          <p>{t(`mustFirst.${mustFirst}.text`)}</p>
        </Notice>
      ) : (
        <TitledPanel title={t("who.title")}>
          <FactList
            facts={[
              [t("who.name"), <Untranslated key="name">{name}</Untranslated>],
              [t("who.email"), email],
              [t("who.role"), tRole(role)],
            ]}
          />
        </TitledPanel>
      )}
      {mustFirst === "set_up_second_factor" ? null : (
        <PasswordPanel account={account} passwordLengths={passwordLengths} />
      )}
      {mustFirst === "change_password" ? null : <SecondFactorPanel isOn={account.hasSecondFactor} />}
      {mustFirst === null ? <SessionsPanel /> : null}
    </div>
  );
}
