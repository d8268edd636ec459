"use client";

import { Button } from "@mantine/core";
import { IconArrowBarToUp, IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import classes from "./pager.module.css";

interface PagerProps {
  /** Undefined where there is no such page. */
  onNewest: (() => void) | undefined;
  onNewer: (() => void) | undefined;
  onOlder: (() => void) | undefined;
}

/** Walks the pages, newest first. */
export function Pager({ onNewest, onNewer, onOlder }: PagerProps) {
  const t = useTranslations("history.pager");
  return (
    <nav aria-label={t("label")} className={classes.pager}>
      <Button
        variant="default"
        leftSection={<IconArrowBarToUp size={16} aria-hidden="true" />}
        disabled={onNewest === undefined}
        onClick={onNewest}
      >
        {t("newest")}
      </Button>
      <Button
        variant="default"
        leftSection={<IconChevronLeft size={16} aria-hidden="true" />}
        disabled={onNewer === undefined}
        onClick={onNewer}
      >
        {t("newer")}
      </Button>
      <Button
        variant="default"
        rightSection={<IconChevronRight size={16} aria-hidden="true" />}
        disabled={onOlder === undefined}
        onClick={onOlder}
      >
        {t("older")}
      </Button>
    </nav>
  );
}
