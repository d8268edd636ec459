"use client";

import { useTranslations } from "next-intl";
import { ActionButton } from "@/app/_components/action-button";
import { Panel } from "@/app/_components/panel";
import classes from "../trends-view.module.css";

interface EmptyTrendsProps {
  /** Whether other days or versions may have something. */
  isFiltered: boolean;
  onClear: () => void;
}

/** Says why there is nothing to draw, and what to do about it. */
export function EmptyTrends({ isFiltered, onClear }: EmptyTrendsProps) {
  const t = useTranslations("trends.empty");
  return (
    <Panel>
      <h2 className={classes.emptyTitle}>{isFiltered ? t("filteredTitle") : t("title")}</h2>
      <p>{isFiltered ? t("filteredText") : t("text")}</p>
      {isFiltered ? <ActionButton onClick={onClear}>{t("clear")}</ActionButton> : null}
    </Panel>
  );
}
