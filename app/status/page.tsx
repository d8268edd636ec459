import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { clientMessages } from "../_i18n/client-messages";
import { StatusView } from "./status-view";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("status");
  return { title: t("title") };
}

export default async function StatusPage() {
  const [t, messages] = await Promise.all([getTranslations("status"), getMessages()]);
  return (
    <NextIntlClientProvider messages={{ ...clientMessages(messages), status: messages.status }}>
      <h1>{t("title")}</h1>
      <p className="lead">{t("lead")}</p>
      <StatusView />
    </NextIntlClientProvider>
  );
}
