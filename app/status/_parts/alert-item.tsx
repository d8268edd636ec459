"use client";

import { IconAlertTriangle, IconCircleX } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { marked, untranslated } from "@/app/_components/untranslated";
import type { ActiveAlert } from "@/lib/status";
import classes from "./alerts-part.module.css";
import { useTimeText } from "./use-time-text";

const icons = { critical: IconCircleX, warning: IconAlertTriangle } as const;

export function AlertItem({ alert, at }: { alert: ActiveAlert; at: string }) {
  const t = useTranslations("status.alerts");
  const timeText = useTimeText(at);
  const { name, severity, summary, since, runbook } = alert;
  const Icon = icons[severity];
  return (
    <li className={classes.alert} data-severity={severity}>
      <Icon size={20} stroke={1.75} aria-hidden="true" className={classes.icon} />
      <div>
        <p className={classes.summary}>
          {t("sentence", { severity: t(`severity.${severity}`), summary: summary === "" ? name : summary })}
        </p>
        <p className={classes.since}>
          {marked(t.rich("since", { time: timeText(since), ...untranslated({ name }) }))}
          {runbook === null ? null : (
            <>
              {" · "}
              {runbook.url === null ? (
                t("runbookIn", { place: runbook.text })
              ) : (
                <a
                  href={runbook.url}
                  target="_blank"
                  rel="noreferrer"
                  aria-label={t("runbookOf", { name })}
                  className={classes.link}
                >
                  {t("runbook")}
                </a>
              )}
            </>
          )}
        </p>
      </div>
    </li>
  );
}
