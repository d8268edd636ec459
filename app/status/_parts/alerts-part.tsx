"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import type { Status } from "@/lib/status";
import { Panel } from "../../_components/panel";
import { AlertItem } from "./alert-item";
import classes from "./alerts-part.module.css";
import title from "./part-panel.module.css";

/** What Alertmanager tells, and the way to Grafana. */
export function AlertsPart({ status: { at, alerts, grafanaUrl } }: { status: Status }) {
  const t = useTranslations("status.alerts");
  const id = useId();
  return (
    <Panel aria-labelledby={id}>
      <h2 id={id} className={title.title}>
        {t("title")}
      </h2>
      {alerts === null ? (
        <p className={classes.text}>{t("notSet")}</p>
      ) : !alerts.known ? (
        <p className={classes.text}>{t(`unknown.${alerts.why}`)}</p>
      ) : alerts.value.items.length === 0 ? (
        <p className={classes.text}>{t("none")}</p>
      ) : (
        <ul className={classes.list}>
          {alerts.value.items.map((alert) => (
            <AlertItem key={`${alert.name} ${alert.since} ${alert.summary}`} alert={alert} at={at} />
          ))}
        </ul>
      )}
      {alerts?.known && alerts.value.more > 0 ? (
        <p className={classes.text}>{t("more", { count: alerts.value.more })}</p>
      ) : null}
      {grafanaUrl === null ? null : (
        <p className={classes.text}>
          <a href={grafanaUrl} target="_blank" rel="noreferrer" className={classes.link}>
            {t("grafana")}
          </a>
        </p>
      )}
    </Panel>
  );
}
