"use client";

import { useTranslations } from "next-intl";
import type { Status } from "@/lib/status";
import { PartPanel } from "./part-panel";
import { useTimeText } from "./use-time-text";

/** The process that answered. */
export function ServerPart({ status: { at, process } }: { status: Status }) {
  const t = useTranslations("status.server");
  const timeText = useTimeText(at);
  return (
    <PartPanel
      title={t("title")}
      facts={[
        [t("version"), process.version],
        [t("started"), timeText(process.startedAt)],
        [t("role.name"), t(`role.${process.role}`)],
      ]}
    />
  );
}
