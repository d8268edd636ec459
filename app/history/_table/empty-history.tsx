"use client";

import { Button } from "@mantine/core";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Panel } from "@/app/_components/panel";
import { May } from "@/app/_session/may";
import classes from "./empty-history.module.css";

interface EmptyHistoryProps {
  isFiltered: boolean;
  onClear: () => void;
}

/** Says why there is nothing, and what to do about it. */
export function EmptyHistory({ isFiltered, onClear }: EmptyHistoryProps) {
  const t = useTranslations("history.empty");
  return (
    <Panel>
      <h2 className={classes.title}>{isFiltered ? t("filteredTitle") : t("title")}</h2>
      <p>{isFiltered ? t("filteredText") : t("text")}</p>
      {isFiltered ? (
        <Button variant="default" onClick={onClear}>
          {t("clear")}
        </Button>
      ) : (
        <May operation="predictions.create">
          <Button component={Link} href="/">
            {t("assess")}
          </Button>
        </May>
      )}
    </Panel>
  );
}
