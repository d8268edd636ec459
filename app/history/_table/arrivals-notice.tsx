"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import classes from "./results-bar.module.css";

interface ArrivalsNoticeProps {
  /** New predictions that match, counted to 100. */
  count: number;
  onShow: () => void;
}

/** Tells of new predictions without moving a row; the reader decides when to see them. */
export function ArrivalsNotice({ count, onShow }: ArrivalsNoticeProps) {
  const t = useTranslations("history.arrivals");
  return (
    <div role="status" className={classes.arrivals}>
      {count === 0 ? null : (
        <Button size="xs" variant="light" onClick={onShow}>
          {count >= 100 ? t("many") : t("some", { count })}
        </Button>
      )}
    </div>
  );
}
