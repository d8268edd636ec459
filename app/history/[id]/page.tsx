import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { PredictionView } from "../_prediction/prediction-view";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("prediction");
  return { title: t("title") };
}

interface PredictionPageProps {
  params: Promise<{ id: string }>;
}

export default async function PredictionPage({ params }: PredictionPageProps) {
  const id = z.uuid().safeParse((await params).id);
  if (!id.success) notFound();
  return <PredictionView id={id.data} />;
}
