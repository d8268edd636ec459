import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { clientMessages } from "../_i18n/client-messages";
import { CasesView } from "./_case/cases-view";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("caseRecords");
  return { title: t("title") };
}

export default async function CasesPage() {
  const [t, messages] = await Promise.all([getTranslations("caseRecords"), getMessages()]);
  return (
    <NextIntlClientProvider messages={{ ...clientMessages(messages), caseRecords: messages.caseRecords }}>
      <h1>{t("title")}</h1>
      <p className="lead">{t("lead")}</p>
      <CasesView />
    </NextIntlClientProvider>
  );
}
