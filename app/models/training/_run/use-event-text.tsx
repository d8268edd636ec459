import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { marked, untranslated } from "@/app/_components/untranslated";
import type { TrainingEvent } from "@/lib/training/training-run";
import { usePointName } from "../../../_components/use-point-name";

/** Writes a line of a run's log. */
export function useEventText(): (event: TrainingEvent) => ReactNode {
  const t = useTranslations("training.log");
  const tPhase = useTranslations("training.phase");
  const tFailure = useTranslations("training.failure");
  const pointName = usePointName();
  return (event) => {
    switch (event.kind) {
      case "phase":
        return t("phase", { phase: tPhase(event.phase) });
      case "unmet":
        return t("unmet", { name: pointName(event.name), reason: event.reason });
      case "succeeded":
        return event.existed
          ? marked(t.rich("existed", untranslated({ version: event.version })))
          : marked(t.rich("succeeded", untranslated({ version: event.version })));
      case "started_over":
        return t(`started_over.${event.because}`);
      case "failed":
        return t("failed", { why: tFailure(event.failure, { detail: event.detail ?? "" }) });
      case "cancel_requested":
        return marked(t.rich(event.kind, untranslated({ by: event.by })));
      default:
        return t(event.kind, { ...event });
    }
  };
}
