"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { Status } from "@/lib/status";
import { PartPanel } from "./part-panel";
import { useTimeText } from "./use-time-text";

/** The latest time the server has put a question to itself. */
export function CanaryPart({ status: { at, canary } }: { status: Status }) {
  const t = useTranslations("status.canary");
  const format = useFormatter();
  const timeText = useTimeText(at);
  const { last } = canary;
  const result = last?.fault ?? "answered";
  const none = canary.isOn ? t("notYet") : t("off");
  const took = (seconds: number) =>
    format.number(seconds * 1000, { style: "unit", unit: "millisecond", maximumFractionDigits: 0 });
  return (
    <PartPanel
      title={t("title")}
      facts={
        last === null
          ? [[t("result.name"), none]]
          : [
              [t("result.name"), t(`result.${result}`)],
              [t("when"), timeText(last.endedAt)],
              [t("took"), took(last.seconds)],
            ]
      }
    />
  );
}
