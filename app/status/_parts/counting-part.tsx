"use client";

import { useTranslations } from "next-intl";
import type { Status } from "@/lib/status";
import { PartPanel } from "./part-panel";
import { usePartText } from "./use-part-text";
import { useTimeText } from "./use-time-text";

/** The counts of days that trends and drift are drawn from, and who keeps them. */
export function CountingPart({ status: { at, rollUp, hasKeeper } }: { status: Status }) {
  const t = useTranslations("status.counting");
  const partText = usePartText();
  const timeText = useTimeText(at);
  return (
    <PartPanel
      title={t("title")}
      facts={[
        [t("last"), partText(rollUp, ({ lastAt }) => (lastAt === null ? t("never") : timeText(lastAt)))],
        [t("behind"), partText(rollUp, ({ daysBehind }) => t("days", { count: daysBehind }))],
        [t("keeper.name"), partText(hasKeeper, (held) => t(held ? "keeper.yes" : "keeper.no"))],
      ]}
    />
  );
}
