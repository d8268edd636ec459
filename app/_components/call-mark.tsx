"use client";

import { useTranslations } from "next-intl";
import type { Label } from "@/lib/prediction";
import classes from "./call-mark.module.css";

/** The call in words with its shape: a full disc for a calcification, a ring for none. */
export function CallMark({ label }: { label: Label }) {
  const t = useTranslations("call");
  return (
    <span className={classes.call} data-label={label}>
      <span className={classes.mark} aria-hidden="true" />
      {t(label)}
    </span>
  );
}
