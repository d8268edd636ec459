import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { HistoryView } from "./history-view";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("history");
  return { title: t("title") };
}

export default async function HistoryPage() {
  const t = await getTranslations("history");
  return (
    <>
      <h1>{t("title")}</h1>
      <HistoryView />
    </>
  );
}
