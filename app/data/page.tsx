import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { DataExplorer } from "./data-explorer";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("data");
  return { title: t("title") };
}

export default async function DataPage() {
  const t = await getTranslations("data");
  return (
    <>
      <h1>{t("title")}</h1>
      <p className="lead">{t("lead")}</p>
      <Suspense>
        <DataExplorer />
      </Suspense>
    </>
  );
}
