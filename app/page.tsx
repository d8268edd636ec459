import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { featureLimit, features } from "@/lib/features";
import { Assess } from "./_assess/assess";
import type { FormFacts } from "./_assess/form-facts";
import { clientMessages } from "./_i18n/client-messages";

const facts: FormFacts = {
  features: features.map(({ key, referenceRange }) => ({ key, referenceRange })),
  limit: featureLimit,
};

export default async function AssessPage() {
  const [t, messages] = await Promise.all([getTranslations("assess"), getMessages()]);
  const own = { cases: messages.cases, explanation: messages.explanation, review: messages.review };
  return (
    <NextIntlClientProvider messages={{ ...clientMessages(messages), ...own }}>
      <h1>{t("title")}</h1>
      <p className="lead">{t("intro")}</p>
      <Assess facts={facts} />
    </NextIntlClientProvider>
  );
}
