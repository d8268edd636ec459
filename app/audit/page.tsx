import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { clientMessages } from "../_i18n/client-messages";
import { AuditView } from "./audit-view";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("audit");
  return { title: t("title") };
}

export default async function AuditPage() {
  const [t, messages] = await Promise.all([getTranslations("audit"), getMessages()]);
  return (
    <NextIntlClientProvider messages={{ ...clientMessages(messages), audit: messages.audit }}>
      <NuqsAdapter>
        <h1>{t("title")}</h1>
        <p className="lead">{t("lead")}</p>
        <AuditView />
      </NuqsAdapter>
    </NextIntlClientProvider>
  );
}
