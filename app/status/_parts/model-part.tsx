"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { Status } from "@/lib/status";
import classes from "./part-link.module.css";
import { PartPanel } from "./part-panel";
import { usePartText } from "./use-part-text";
import { useTimeText } from "./use-time-text";

export function ModelPart({ status: { at, model } }: { status: Status }) {
  const t = useTranslations("status.model");
  const partText = usePartText();
  const timeText = useTimeText(at);
  const since = (instant: string | null) => (instant === null ? t("sinceUnknown") : timeText(instant));
  return (
    <PartPanel
      title={t("title")}
      facts={[
        [
          t("version"),
          <Link key="version" href="/models" prefetch={false} className={classes.link}>
            {model.version}
          </Link>,
        ],
        [t("since"), partText(model.championSince, since)],
      ]}
    />
  );
}
