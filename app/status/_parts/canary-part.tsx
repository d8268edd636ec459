"use client";

import { useTranslations } from "next-intl";
import { useNumbers } from "@/app/_numbers/use-numbers";
import type { Status } from "@/lib/status";
import { PartPanel } from "./part-panel";
import { useTimeText } from "./use-time-text";

/** The latest time the server has put a question to itself. */
export function CanaryPart({ status: { at, canary } }: { status: Status }) {
  const t = useTranslations("status.canary");
  const { milliseconds } = useNumbers();
  const timeText = useTimeText(at);
  const { last } = canary;
  const result = last?.fault ?? "answered";
  const none = canary.isOn ? t("notYet") : t("off");
  return (
    <PartPanel
      title={t("title")}
      facts={
        last === null
          ? [[t("result.name"), none]]
          : [
              [t("result.name"), t(`result.${result}`)],
              [t("when"), timeText(last.endedAt)],
              [t("took"), milliseconds(last.seconds)],
            ]
      }
    />
  );
}
