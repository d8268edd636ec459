"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { championName } from "@/lib/model/names";
import { ErrorNotice } from "../../_components/error-notice";
import { useTRPC } from "../../_trpc/client";
import { ChampionPanel } from "./champion-panel";
import { MoveDialogs } from "./move-dialogs";
import { MoveHistory } from "./move-history";
import { OtherNames } from "./other-names";
import type { PendingMove } from "./pending-move";
import { VersionTable } from "./version-table";
import classes from "./versions-view.module.css";

/** Which version answers, which others there are, and what may be done with them. */
export function VersionsView() {
  const t = useTranslations("registry");
  const trpc = useTRPC();
  const { data: names, error, refetch } = useQuery(trpc.models.names.queryOptions());
  const [pending, setPending] = useState<PendingMove | null>(null);
  const [said, setSaid] = useState<ReactNode>("");
  const message = useRef<HTMLParagraphElement>(null);
  const begin = (move: PendingMove) => {
    setSaid("");
    setPending(move);
  };
  const champion = names?.find(({ name }) => name === championName);
  return (
    <div className={classes.sections}>
      {/* The button that began a move may go with it: the focus is kept where the end of it is told. */}
      <p ref={message} tabIndex={-1} role="status" className={said === "" ? "visually-hidden" : classes.done}>
        {said}
      </p>
      {error === null ? null : (
        <ErrorNotice error={error} title={t("failed")} onRetry={() => void refetch()} />
      )}
      {names === undefined || champion === undefined ? (
        error === null && (
          <p role="status" className={classes.loading}>
            {t("loading")}
          </p>
        )
      ) : (
        <>
          <ChampionPanel champion={champion} onMove={begin} />
          <OtherNames names={names.filter((one) => one !== champion)} onMove={begin} />
          <VersionTable champion={champion.version} names={names} onMove={begin} />
          <MoveHistory />
        </>
      )}
      {pending === null ? null : (
        <MoveDialogs
          pending={pending}
          onClose={() => setPending(null)}
          onDone={(text) => {
            flushSync(() => {
              setPending(null);
              setSaid(text);
            });
            message.current?.focus();
          }}
        />
      )}
    </div>
  );
}
