"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import classes from "./start-form.module.css";

/** Says how a data set gets in. */
export function NoDataset() {
  const t = useTranslations("training.form.empty");
  return (
    <>
      <h3 className={classes.subtitle}>{t("title")}</h3>
      <p>{t("text")}</p>
      <p>
        <code className={classes.command}>npm run data -- fetch</code>
      </p>
      <p>
        <Link href="/data" prefetch={false}>
          {t("link")}
        </Link>
      </p>
    </>
  );
}
