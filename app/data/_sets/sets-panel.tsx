"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { Panel } from "../../_components/panel";
import classes from "./sets-panel.module.css";

/** Which data set is looked at, and where more come from. */
export function SetsPanel({ children }: { children: ReactNode }) {
  const t = useTranslations("data.sets");
  const id = useId();
  return (
    <Panel aria-labelledby={id} className={classes.panel}>
      <h2 id={id} className={classes.title}>
        {t("title")}
      </h2>
      {children}
    </Panel>
  );
}
