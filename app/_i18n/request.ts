import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { readerLocale } from "@/lib/locale";
import en from "../messages/en.json";
import fr from "../messages/fr.json";
import { readerTimeZone } from "./reader-time-zone";

export default getRequestConfig(async () => {
  const [jar, sent] = await Promise.all([cookies(), headers()]);
  const locale = readerLocale(jar.get("locale")?.value, sent.get("accept-language"));
  return {
    locale,
    messages: { en, fr }[locale],
    // Server and browser must write the same hour, or hydration fails.
    timeZone: readerTimeZone(jar.get("timeZone")?.value),
  };
});
