import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { May } from "../_session/may";
import { ReaderAgreementPanel } from "./_agreement/reader-agreement-panel";
import { WorkList } from "./_list/work-list";
import classes from "./outcomes.module.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("outcomes");
  return { title: t("title") };
}

export default async function OutcomesPage() {
  const t = await getTranslations("outcomes");
  return (
    <>
      <h1>{t("title")}</h1>
      <p className="lead">{t("lead")}</p>
      <May operation="outcomes.previewImport">
        <Link href="/outcomes/import" className={classes.link}>
          {t("import.link")}
        </Link>
      </May>
      <div className={classes.sections}>
        <WorkList />
        <May operation="outcomes.readerAgreement">
          <ReaderAgreementPanel />
        </May>
      </div>
    </>
  );
}
