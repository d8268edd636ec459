import { useTranslations } from "next-intl";
import { overallOf } from "@/lib/overall-status";
import type { Status } from "@/lib/status";

/** The whole in words. */
export interface Shown {
  readonly state: "asking" | "well" | "attention" | "down";
  readonly sentence: string;
  /** What follows from it for whoever uses or runs the server; `null` where nothing does. */
  readonly consequence: string | null;
}

export function useOverallText(status: Status | undefined, isAnswered: boolean): Shown {
  const t = useTranslations("status.overall");
  if (!isAnswered) return { state: "down", sentence: t("serverAway"), consequence: t("then.serverAway") };
  if (status === undefined) return { state: "asking", sentence: t("asking"), consequence: null };
  const overall = overallOf(status);
  if (overall.state === "well") return { state: "well", sentence: t("well"), consequence: null };
  const { state, reason } = overall;
  const count = "count" in overall ? overall.count : 0;
  return { state, sentence: t(`is.${reason}`, { count }), consequence: t(`then.${reason}`) };
}
