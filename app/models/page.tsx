import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { clientMessages } from "../_i18n/client-messages";
import { CurrentModel } from "./_card/current-model";
import { formFacts } from "./form-facts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("models");
  return { title: t("title") };
}

export default async function ModelPage() {
  const [t, messages] = await Promise.all([getTranslations("models"), getMessages()]);
  return (
    <NextIntlClientProvider
      messages={{
        ...clientMessages(messages),
        models: messages.models,
        dataDescription: messages.dataDescription,
      }}
    >
      <h1>{t("title")}</h1>
      <p className="lead">{t("lead")}</p>
      <CurrentModel facts={formFacts} />
    </NextIntlClientProvider>
  );
}
