import type { IncomingHttpHeaders } from "node:http";
import { type Locale, readerLocale } from "../../lib/locale";

/** The language to answer a request in. */
export function localeOf(headers: IncomingHttpHeaders): Locale {
  const cookie = /(?:^|;\s*)locale=([a-z]{2})(?:;|$)/.exec(headers.cookie ?? "")?.[1];
  return readerLocale(cookie, headers["accept-language"] ?? null);
}
