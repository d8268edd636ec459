import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { roles } from "@/lib/accounts/role";
import { clientMessages } from "../_i18n/client-messages";
import { ApiKeysView } from "./_keys/api-keys-view";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("apiKeys");
  return { title: t("title") };
}

export default async function ApiKeysPage() {
  const [t, messages] = await Promise.all([getTranslations("apiKeys"), getMessages()]);
  const own = { apiKeys: messages.apiKeys, rolePurpose: messages.rolePurpose, secret: messages.secret };
  return (
    <NextIntlClientProvider messages={{ ...clientMessages(messages), ...own }}>
      <h1>{t("title")}</h1>
      <p className="lead">{t("lead")}</p>
      <p>{t.rich("docs", { docs: (chunks) => <a href="/api/docs">{chunks}</a> })}</p>
      <ApiKeysView roles={roles} />
    </NextIntlClientProvider>
  );
}
