const oneYearInSeconds = 31_536_000;

/** Remembers a reader's preference where the server can see it on the next request. */
export function writePreferenceCookie(name: "locale" | "timeZone", value: string): void {
  const secure = location.protocol === "https:" ? "; secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is missing on plain http and in older browsers.
  document.cookie = `${name}=${value}; path=/; max-age=${oneYearInSeconds}; samesite=lax${secure}`;
}
