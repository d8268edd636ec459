import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { clientMessages } from "../../_i18n/client-messages";
import { VersionsView } from "../_versions/versions-view";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("registry");
  return { title: t("title") };
}

export default async function VersionsPage() {
  const [t, messages] = await Promise.all([getTranslations("registry"), getMessages()]);
  const { registry, models } = messages;
  // Of the card's messages only how an estimate is written.
  const own = { registry, models: { estimate: models.estimate } };
  return (
    <NextIntlClientProvider messages={{ ...clientMessages(messages), ...own }}>
      <h1>{t("title")}</h1>
      <p className="lead">{t("lead")}</p>
      <VersionsView />
    </NextIntlClientProvider>
  );
}
