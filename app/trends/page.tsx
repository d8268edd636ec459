import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { clientMessages } from "../_i18n/client-messages";
import { TrendsView } from "./trends-view";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("trends");
  return { title: t("title") };
}

export default async function TrendsPage() {
  const [t, messages] = await Promise.all([getTranslations("trends"), getMessages()]);
  return (
    <NextIntlClientProvider messages={{ ...clientMessages(messages), trends: messages.trends }}>
      <NuqsAdapter>
        <h1>{t("title")}</h1>
        <p className="lead">{t("lead")}</p>
        <TrendsView />
      </NuqsAdapter>
    </NextIntlClientProvider>
  );
}
