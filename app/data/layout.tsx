import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { clientMessages } from "../_i18n/client-messages";

export default async function DataLayout({ children }: { children: ReactNode }) {
  const messages = await getMessages();
  return (
    <NextIntlClientProvider
      messages={{
        ...clientMessages(messages),
        data: messages.data,
        dataDescription: messages.dataDescription,
      }}
    >
      <NuqsAdapter>{children}</NuqsAdapter>
    </NextIntlClientProvider>
  );
}
