"use client";

import { Button } from "@mantine/core";
import { IconArrowLeft, IconPrinter } from "@tabler/icons-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useSessionValue } from "../session-value";
import classes from "./prediction-view.module.css";

/** The way back to the same page of the same filtered history, and onto paper. */
export function PredictionToolbar() {
  const t = useTranslations("prediction");
  const [search] = useSessionValue("search");
  return (
    <div className={classes.toolbar}>
      <Link href={`/history${search ?? ""}`} className={classes.back}>
        <IconArrowLeft size={18} aria-hidden="true" />
        {t("back")}
      </Link>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPrinter size={16} aria-hidden="true" />}
        onClick={() => window.print()}
      >
        {t("print")}
      </Button>
    </div>
  );
}
