import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { passwordLengths } from "@/lib/accounts/account";
import { clientMessages } from "../_i18n/client-messages";
import { SetupView } from "./setup-view";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("setup");
  return { title: t("title") };
}

export default async function SetupPage() {
  const messages = await getMessages();
  return (
    <NextIntlClientProvider messages={{ ...clientMessages(messages), setup: messages.setup }}>
      <SetupView passwordLengths={passwordLengths} />
    </NextIntlClientProvider>
  );
}
