"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect } from "react";
import { Notice } from "../_components/notice";
import { Panel } from "../_components/panel";
import { enter } from "../_session/enter";
import { localPath, type SignInReason } from "../_session/local-path";
import { SignInSteps } from "../_session/sign-in-steps";
import { SignOnLink } from "../_session/sign-on-link";
import { useCurrentSession } from "../_session/use-current-session";
import { useTRPC } from "../_trpc/client";
import classes from "./sign-in.module.css";

interface SignInViewProps {
  /** Where to go back to, as the address said it. */
  from: string | null;
  reason: SignInReason | null;
  /** Why a sign-on let nobody in. */
  children: ReactNode;
}

/** The door: why one stands before it, and the way in. */
export function SignInView({ from, reason, children }: SignInViewProps) {
  const t = useTranslations("session.signIn");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const session = useCurrentSession();
  useEffect(() => {
    if (session?.account) enter(session, localPath(from));
  }, [session, from]);
  const onSignedIn = async () => {
    await queries.fetchQuery(trpc.session.current.queryOptions(undefined, { staleTime: 0 }));
  };
  return (
    <Panel className={classes.panel}>
      <h1>{t("title")}</h1>
      {reason === null ? null : (
        <p role="status" className={classes.reason}>
          {t(`why.${reason}`)}
        </p>
      )}
      {children}
      {session?.awaitsSetup ? (
        <Notice tone="mild" title={t("awaitsSetup.title")}>
          <p>{t("awaitsSetup.text")}</p>
        </Notice>
      ) : null}
      <SignInSteps email={null} onSignedIn={onSignedIn} />
      <SignOnLink opens="here" from={localPath(from)} />
      <p className={classes.help}>{t("help")}</p>
    </Panel>
  );
}
