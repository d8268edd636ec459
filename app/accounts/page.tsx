import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { personRoles } from "@/lib/accounts/role";
import { clientMessages } from "../_i18n/client-messages";
import { AccountsView } from "./_accounts/accounts-view";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accounts");
  return { title: t("title") };
}

export default async function AccountsPage() {
  const [t, messages] = await Promise.all([getTranslations("accounts"), getMessages()]);
  const own = { accounts: messages.accounts, rolePurpose: messages.rolePurpose, secret: messages.secret };
  return (
    <NextIntlClientProvider messages={{ ...clientMessages(messages), ...own }}>
      <h1>{t("title")}</h1>
      <p className="lead">{t("lead")}</p>
      <AccountsView roles={personRoles} />
    </NextIntlClientProvider>
  );
}
