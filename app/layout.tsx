import "@mantine/core/styles.layer.css";
import "./globals.css";
import { ColorSchemeScript, mantineHtmlProps } from "@mantine/core";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getMessages, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { clientMessages } from "./_i18n/client-messages";
import { TimeZoneKeeper } from "./_i18n/time-zone-keeper";
import { PageGate } from "./_session/page-gate";
import { SessionGuard } from "./_session/session-guard";
import { DemonstrationNotice } from "./_shell/demonstration-notice";
import { Footer } from "./_shell/footer";
import { Header } from "./_shell/header";
import { Providers } from "./_shell/providers";
import { SkipLink } from "./_shell/skip-link";

export async function generateMetadata(): Promise<Metadata> {
  const [t, locale, given] = await Promise.all([getTranslations("app"), getLocale(), headers()]);
  const page = { title: t("name"), description: t("description"), siteName: t("name"), locale };
  return {
    // Links to pictures in a preview elsewhere have to be whole; while pages are built there is no request.
    metadataBase: new URL(given.get("x-public-url") ?? "http://localhost:3000"),
    title: { default: t("name"), template: `%s · ${t("name")}` },
    description: t("description"),
    robots: { index: false },
    formatDetection: { telephone: false },
    manifest: "/manifest.webmanifest",
    icons: {
      icon: [
        { url: "/icon.svg", type: "image/svg+xml", sizes: "any" },
        { url: "/icon-192.png", type: "image/png", sizes: "192x192" },
      ],
      apple: { url: "/apple-touch-icon.png", sizes: "180x180" },
    },
    openGraph: {
      ...page,
      type: "website",
      images: { url: "/social.png", width: 1200, height: 630, alt: t("pictured") },
    },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#151d21" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, messages, given] = await Promise.all([getLocale(), getMessages(), headers()]);
  const nonce = given.get("x-nonce") ?? "";
  return (
    <html lang={locale} {...mantineHtmlProps}>
      <head>
        {/* Browsers hide a nonce from scripts, so that hydration would find another one than was sent. */}
        <ColorSchemeScript defaultColorScheme="auto" nonce={nonce} suppressHydrationWarning />
      </head>
      <body>
        <NextIntlClientProvider messages={clientMessages(messages)}>
          <Providers nonce={nonce}>
            <SkipLink />
            <Header />
            {given.get("x-purpose") === "demonstration" && <DemonstrationNotice />}
            {/* biome-ignore lint/correctness/useUniqueElementIds: there is one main, and the skip link names it. */}
            <main id="main" tabIndex={-1}>
              <PageGate>{children}</PageGate>
            </main>
            <Footer />
            <SessionGuard />
            <TimeZoneKeeper />
          </Providers>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
