import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { clientMessages } from "../_i18n/client-messages";

export default async function OutcomesLayout({ children }: { children: ReactNode }) {
  const messages = await getMessages();
  const { explanation, outcomes, prediction, review } = messages;
  const own = { explanation, outcomes, prediction, review };
  return (
    <NextIntlClientProvider messages={{ ...clientMessages(messages), ...own }}>
      <NuqsAdapter>{children}</NuqsAdapter>
    </NextIntlClientProvider>
  );
}
