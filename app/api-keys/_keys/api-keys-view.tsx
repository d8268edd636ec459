"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { ApiKey, ApiKeyWithSecret } from "@/lib/accounts/api-key";
import type { Role } from "@/lib/accounts/role";
import { ActionButton } from "../../_components/action-button";
import { ErrorNotice } from "../../_components/error-notice";
import classes from "../../_components/managed-list.module.css";
import { TitledPanel } from "../../_components/titled-panel";
import { useTRPC } from "../../_trpc/client";
import { ApiKeyTable } from "./api-key-table";
import { CreateKeyDialog } from "./create-key-dialog";
import { NewKey } from "./new-key";
import { RevokeDialog } from "./revoke-dialog";

/** The keys that programs sign their requests with. */
export function ApiKeysView({ roles }: { roles: readonly Role[] }) {
  const t = useTranslations("apiKeys");
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.apiKeys.list.queryOptions());
  const [pending, setPending] = useState<ApiKey | "create" | null>(null);
  const [said, setSaid] = useState<ReactNode>("");
  const [made, setMade] = useState<ApiKeyWithSecret | null>(null);
  const message = useRef<HTMLDivElement>(null);
  const begin = (what: ApiKey | "create") => {
    setSaid("");
    setMade(null);
    setPending(what);
  };
  const finish = (text: ReactNode, key: ApiKeyWithSecret | null) => {
    flushSync(() => {
      setPending(null);
      setSaid(text);
      setMade(key);
    });
    message.current?.focus();
  };
  const close = () => setPending(null);
  return (
    <div className={classes.parts}>
      {/* What was pressed may be gone: the focus is kept where the end of it is told. */}
      <div ref={message} tabIndex={-1} role="status" className={classes.said}>
        {said}
      </div>
      {made === null ? null : <NewKey made={made} onDone={() => setMade(null)} />}
      <TitledPanel title={t("list")}>
        <p>
          <ActionButton variant="primary" onClick={() => begin("create")}>
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
          <ApiKeyTable keys={data} onRevoke={begin} />
        )}
      </TitledPanel>
      {pending === null ? null : pending === "create" ? (
        <CreateKeyDialog roles={roles} onDone={finish} onClose={close} />
      ) : (
        <RevokeDialog apiKey={pending} onDone={(text) => finish(text, null)} onClose={close} />
      )}
    </div>
  );
}
