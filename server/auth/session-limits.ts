/** Of every cookie: bound to this very host and to encryption by the browser (RFC 6265bis, 4.1.3.2). */
export const cookiePrefix = "__Host-microcalc";
export const sessionCookie = `${cookiePrefix}.session_token`;

/** A session is over so long after the sign-in, whatever is done. */
export const sessionSeconds = 12 * 3600;
/** It is over so long after the person last did something. */
export const idleSeconds = 15 * 60;

/** Of sessions that hold at a time, for a query. */
export const holdsAt = (at: Date) => ({
  expiresAt: { gt: at },
  lastSeenAt: { gt: new Date(at.getTime() - 1000 * idleSeconds) },
});
