import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ImportView } from "../_import/import-view";
import classes from "../outcomes.module.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("outcomes.import");
  return { title: t("title") };
}

export default async function ImportPage() {
  const t = await getTranslations("outcomes.import");
  return (
    <>
      <Link href="/outcomes" className={classes.link}>
        {t("back")}
      </Link>
      <h1>{t("title")}</h1>
      <p className="lead">{t("lead")}</p>
      <ImportView />
    </>
  );
}
