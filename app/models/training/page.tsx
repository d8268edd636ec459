import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TrainingView } from "./_list/training-view";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("training");
  return { title: t("title") };
}

export default async function TrainingPage() {
  const t = await getTranslations("training");
  return (
    <>
      <h1>{t("title")}</h1>
      <p className="lead">{t("lead")}</p>
      <TrainingView />
    </>
  );
}
