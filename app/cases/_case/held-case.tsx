"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ActionButton } from "../../_components/action-button";
import { ErrorNotice } from "../../_components/error-notice";
import { TitledPanel } from "../../_components/titled-panel";
import { marked, untranslated } from "../../_components/untranslated";
import { useTRPC } from "../../_trpc/client";
import { CaseDownload } from "./case-download";
import { EraseDialog } from "./erase-dialog";
import classes from "./held-case.module.css";
import { HeldFacts } from "./held-facts";

interface HeldCaseProps {
  caseReference: string;
  onErased: (predictions: number, notes: number) => void;
}

/** What is held on one case, and what can be done with it. */
export function HeldCase({ caseReference, onErased }: HeldCaseProps) {
  const t = useTranslations("caseRecords");
  const trpc = useTRPC();
  // Each look is on record, so none is taken but those that are asked for; what was seen is not kept.
  const { data, error, refetch } = useQuery(
    trpc.caseRecords.held.queryOptions(
      { caseReference },
      { gcTime: 0, staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false },
    ),
  );
  const [isErasing, setErasing] = useState(false);
  return (
    <TitledPanel title={marked(t.rich("held", untranslated({ caseReference })))}>
      {error === null ? null : (
        <ErrorNotice error={error} title={t("failed")} onRetry={() => void refetch()} />
      )}
      {data === undefined ? (
        error === null && <p role="status">{t("looking")}</p>
      ) : data.predictions === 0 ? (
        <p role="status">{marked(t.rich("nothing", untranslated({ caseReference })))}</p>
      ) : (
        <>
          <HeldFacts held={data} />
          <p>{t("download.text")}</p>
          <div className={classes.actions}>
            <CaseDownload caseReference={caseReference} format="json" />
            <CaseDownload caseReference={caseReference} format="csv" />
            <ActionButton onClick={() => setErasing(true)}>{t("erase.open")}</ActionButton>
          </div>
          {isErasing ? (
            <EraseDialog
              caseReference={caseReference}
              held={data}
              onErased={onErased}
              onClose={() => setErasing(false)}
            />
          ) : null}
        </>
      )}
    </TitledPanel>
  );
}
