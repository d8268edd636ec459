"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { marked, untranslated } from "@/app/_components/untranslated";
import { AskDialog } from "../../_components/ask-dialog";
import { ErrorNotice } from "../../_components/error-notice";
import { useTRPC } from "../../_trpc/client";
import { GateReport } from "./gate-report";
import { emptyReason, isReason, ReasonField } from "./reason-field";
import { useMove } from "./use-move";

interface PromoteDialogProps {
  version: string;
  champion: string;
  onDone: (said: ReactNode) => void;
  onClose: () => void;
}

/** Shows what the gate says of a version and takes the reasons for making it champion. */
export function PromoteDialog({ version, champion, onDone, onClose }: PromoteDialogProps) {
  const t = useTranslations("registry.promote");
  const dialogText = useTranslations("registry.dialog");
  const gateText = useTranslations("registry.gate");
  const trpc = useTRPC();
  // Asked anew each time: the champion may be another one by now.
  const gate = useQuery(trpc.models.gate.queryOptions({ version }, { staleTime: 0 }));
  const [reason, setReason] = useState(emptyReason);
  const [overrule, setOverrule] = useState(emptyReason);
  const { promote } = useMove(() => onDone(marked(t.rich("done", untranslated({ version })))));
  const finding = gate.data;
  const refuses = finding !== undefined && !finding.passes;

  function confirm() {
    setReason({ ...reason, isMissing: !isReason(reason) });
    setOverrule({ ...overrule, isMissing: refuses && !isReason(overrule) });
    if (finding === undefined || !isReason(reason) || (refuses && !isReason(overrule))) return;
    promote.send({
      version,
      reason: reason.text,
      expectedChampion: champion,
      overruleReason: refuses ? overrule.text : null,
    });
  }

  return (
    <AskDialog
      title={marked(t.rich("title", untranslated({ version })))}
      text={marked(t.rich("text", untranslated({ version, champion })))}
      confirm={refuses ? t("overruleConfirm") : t("confirm")}
      isPending={promote.isPending}
      error={promote.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      {finding !== undefined ? (
        <GateReport finding={finding} champion={champion} />
      ) : gate.error === null ? (
        <p role="status">{gateText("asking")}</p>
      ) : (
        <ErrorNotice error={gate.error} title={gateText("failed")} onRetry={() => void gate.refetch()} />
      )}
      <ReasonField
        label={dialogText("reason")}
        hint={dialogText("reasonHint")}
        missing={dialogText("reasonMissing")}
        reason={reason}
        onChange={setReason}
      />
      {refuses ? (
        <ReasonField
          label={t("overrule")}
          hint={t("overruleHint")}
          missing={t("overruleMissing")}
          reason={overrule}
          onChange={setOverrule}
        />
      ) : null}
    </AskDialog>
  );
}
