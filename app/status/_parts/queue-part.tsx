"use client";

import { useTranslations } from "next-intl";
import type { Status } from "@/lib/status";
import { PartPanel } from "./part-panel";
import { usePartText } from "./use-part-text";
import { useTimeText } from "./use-time-text";

export function QueuePart({ status: { at, queue } }: { status: Status }) {
  const t = useTranslations("status.queue");
  const partText = usePartText();
  const timeText = useTimeText(at);
  return (
    <PartPanel
      title={t("title")}
      facts={[
        [t("running"), partText(queue, ({ running }) => t("runs", { count: running }))],
        [t("queued"), partText(queue, ({ queued }) => t("runs", { count: queued }))],
        [
          t("oldest"),
          partText(queue, ({ oldestSince }) => (oldestSince === null ? t("none") : timeText(oldestSince))),
        ],
      ]}
    />
  );
}
