"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { AccountWithPassword } from "@/lib/accounts/account";
import { ActionButton } from "../../_components/action-button";
import { ErrorNotice } from "../../_components/error-notice";
import classes from "../../_components/managed-list.module.css";
import { TitledPanel } from "../../_components/titled-panel";
import { useTRPC } from "../../_trpc/client";
import { AccountDialogs } from "./account-dialogs";
import { AccountTable } from "./account-table";
import { FirstPassword } from "./first-password";
import type { PendingChange } from "./pending-change";
import type { PersonRole } from "./person-role";

/** The people who may sign in, and what an administrator can do about them. */
export function AccountsView({ roles }: { roles: readonly PersonRole[] }) {
  const t = useTranslations("accounts");
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.accounts.list.queryOptions());
  const [pending, setPending] = useState<PendingChange | null>(null);
  const [said, setSaid] = useState<ReactNode>("");
  const [given, setGiven] = useState<AccountWithPassword | null>(null);
  const message = useRef<HTMLDivElement>(null);
  const begin = (change: PendingChange) => {
    setSaid("");
    setGiven(null);
    setPending(change);
  };
  const finish = (text: ReactNode, withPassword: AccountWithPassword | null) => {
    flushSync(() => {
      setPending(null);
      setSaid(text);
      setGiven(withPassword);
    });
    message.current?.focus();
  };
  return (
    <div className={classes.parts}>
      {/* What was pressed may be gone: the focus is kept where the end of it is told. */}
      <div ref={message} tabIndex={-1} role="status" className={classes.said}>
        {said}
      </div>
      {given === null ? null : <FirstPassword given={given} onDone={() => setGiven(null)} />}
      <TitledPanel title={t("list")}>
        <p>
          <ActionButton variant="primary" onClick={() => begin({ kind: "create" })}>
            {t("create.open")}
          </ActionButton>
        </p>
        {error === null ? null : (
          <ErrorNotice error={error} title={t("failed")} onRetry={() => void refetch()} />
        )}
        {data === undefined ? (
          error === null && <p role="status">{t("loading")}</p>
        ) : data.length === 0 ? (
          <p>{t("none")}</p>
        ) : (
          <AccountTable accounts={data} onChange={begin} />
        )}
      </TitledPanel>
      {pending === null ? null : (
        <AccountDialogs pending={pending} roles={roles} onDone={finish} onClose={() => setPending(null)} />
      )}
    </div>
  );
}
