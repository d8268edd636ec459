import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { clientMessages } from "../../_i18n/client-messages";

export default async function TrainingLayout({ children }: { children: ReactNode }) {
  const messages = await getMessages();
  const { models, training } = messages;
  const own = { training, models: { metrics: models.metrics, estimate: models.estimate } };
  return (
    <NextIntlClientProvider messages={{ ...clientMessages(messages), ...own }}>
      {children}
    </NextIntlClientProvider>
  );
}
