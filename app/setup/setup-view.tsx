"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Panel } from "../_components/panel";
import { useCurrentSession } from "../_session/use-current-session";
import classes from "../sign-in/sign-in.module.css";
import { SetupForm, type SetupFormProps } from "./setup-form";
import { useLinkToken } from "./use-link-token";

/** Makes the first administrator, for whoever has the link that the terminal shows. */
export function SetupView({ passwordLengths }: Pick<SetupFormProps, "passwordLengths">) {
  const t = useTranslations("setup");
  const session = useCurrentSession();
  const token = useLinkToken();
  const isDone = session !== undefined && !session.awaitsSetup;
  return (
    <Panel className={classes.panel}>
      <h1>{t("title")}</h1>
      {isDone ? (
        <>
          <p>{t("done")}</p>
          <p>
            <Link href="/sign-in">{t("signIn")}</Link>
          </p>
        </>
      ) : token === null ? (
        <p>{t("noToken")}</p>
      ) : (
        <>
          <p>{t("text")}</p>
          <SetupForm token={token} passwordLengths={passwordLengths} />
        </>
      )}
    </Panel>
  );
}
