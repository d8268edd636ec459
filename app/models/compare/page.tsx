import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { clientMessages } from "../../_i18n/client-messages";
import { CompareView } from "./_compare/compare-view";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("compare");
  return { title: t("title") };
}

export default async function ComparePage() {
  const [t, messages] = await Promise.all([getTranslations("compare"), getMessages()]);
  const { compare, models, prediction } = messages;
  return (
    <NextIntlClientProvider messages={{ ...clientMessages(messages), compare, models, prediction }}>
      <h1>{t("title")}</h1>
      <p className="lead">{t("lead")}</p>
      <NuqsAdapter>
        <CompareView />
      </NuqsAdapter>
    </NextIntlClientProvider>
  );
}
