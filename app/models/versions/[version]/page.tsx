import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { marked, untranslated } from "@/app/_components/untranslated";
import { modelVersionSchema } from "@/lib/model/version";
import { clientMessages } from "../../../_i18n/client-messages";
import { RegisteredModel } from "../../_card/registered-model";
import { formFacts } from "../../form-facts";

interface VersionPageProps {
  params: Promise<{ version: string }>;
}

async function versionOf(params: VersionPageProps["params"]): Promise<string> {
  const version = modelVersionSchema.safeParse((await params).version);
  if (!version.success) notFound();
  return version.data;
}

export async function generateMetadata({ params }: VersionPageProps): Promise<Metadata> {
  const t = await getTranslations("registry.card");
  return { title: t("title", { version: await versionOf(params) }) };
}

/** The card of any version, in use or not. */
export default async function VersionPage({ params }: VersionPageProps) {
  const version = await versionOf(params);
  const [t, messages] = await Promise.all([getTranslations("registry.card"), getMessages()]);
  return (
    <NextIntlClientProvider
      messages={{
        ...clientMessages(messages),
        models: messages.models,
        dataDescription: messages.dataDescription,
      }}
    >
      <h1>{marked(t.rich("title", untranslated({ version })))}</h1>
      <p className="lead">{t("lead")}</p>
      <RegisteredModel version={version} facts={formFacts} />
    </NextIntlClientProvider>
  );
}
