import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TrainingView } from "./_list/training-view";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("training");
  return { title: t("title") };
}

interface TrainingPageProps {
  searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

/** `dataset` in the address, a SHA-256, is the set that the form offers first. */
export default async function TrainingPage({ searchParams }: TrainingPageProps) {
  const [t, { dataset }] = await Promise.all([getTranslations("training"), searchParams]);
  return (
    <>
      <h1>{t("title")}</h1>
      <p className="lead">{t("lead")}</p>
      <TrainingView dataset={typeof dataset === "string" ? dataset : null} />
    </>
  );
}
