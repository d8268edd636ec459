import { isTimeZone, utc } from "../../lib/time-zone";

/**
 * The reader's time zone under the name that their browser told in a cookie; UTC until then, or if it is unknown. Not
 * under the name that this server prefers: a browser that hears another one tells its own again at each page.
 */
export const readerTimeZone = (cookie: string | undefined): string =>
  cookie !== undefined && isTimeZone(cookie) ? cookie : utc;
