import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { RunView } from "../_run/run-view";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("training.run");
  return { title: t("title") };
}

interface RunPageProps {
  params: Promise<{ id: string }>;
}

export default async function RunPage({ params }: RunPageProps) {
  const id = z.uuid().safeParse((await params).id);
  if (!id.success) notFound();
  const t = await getTranslations("training.run");
  return (
    <>
      <h1>{t("title")}</h1>
      <RunView id={id.data} />
    </>
  );
}
