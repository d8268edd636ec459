import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { clientMessages } from "../_i18n/client-messages";
import { DriftView } from "./drift-view";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("drift");
  return { title: t("title") };
}

export default async function DriftPage() {
  const [t, messages] = await Promise.all([getTranslations("drift"), getMessages()]);
  return (
    <NextIntlClientProvider messages={{ ...clientMessages(messages), drift: messages.drift }}>
      <NuqsAdapter>
        <h1>{t("title")}</h1>
        <p className="lead">{t("lead")}</p>
        <DriftView />
      </NuqsAdapter>
    </NextIntlClientProvider>
  );
}
