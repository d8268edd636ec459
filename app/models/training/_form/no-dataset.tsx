"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import classes from "./start-form.module.css";

/** Says how a data set gets in: by upload, or by this command on the server. */
export function NoDataset({ fetchCommand }: { fetchCommand: string }) {
  const t = useTranslations("training.form.empty");
  return (
    <>
      <h3 className={classes.subtitle}>{t("title")}</h3>
      <p>{t("text")}</p>
      <p>
        <code translate="no" className={classes.command}>
          {fetchCommand}
        </code>
      </p>
      <p>
        <Link href="/data" prefetch={false}>
          {t("link")}
        </Link>
      </p>
    </>
  );
}
