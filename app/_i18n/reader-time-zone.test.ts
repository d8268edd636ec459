import { expect, test } from "vitest";
import { readerTimeZone } from "./reader-time-zone";

test.for(["Europe/Paris", "Asia/Kolkata", "Asia/Calcutta", "Europe/Kyiv", "Etc/UTC"])(
  "a page is written under the very name that the browser told, so that it tells it once: %s",
  (name) => expect(readerTimeZone(name)).toBe(name),
);

test.for([undefined, "", "+02:00", "Europe/Atlantis", 'UTC"><script>'])(
  "an unknown zone counts as UTC: %s",
  (cookie) => expect(readerTimeZone(cookie)).toBe("UTC"),
);
