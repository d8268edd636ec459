import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { passwordLengths } from "@/lib/accounts/account";
import { clientMessages } from "../_i18n/client-messages";
import { AccountView } from "./account-view";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account");
  return { title: t("title") };
}

export default async function AccountPage() {
  const [t, messages] = await Promise.all([getTranslations("account"), getMessages()]);
  const own = { account: messages.account, secret: messages.secret };
  return (
    <NextIntlClientProvider messages={{ ...clientMessages(messages), ...own }}>
      <h1>{t("title")}</h1>
      <AccountView passwordLengths={passwordLengths} />
    </NextIntlClientProvider>
  );
}
