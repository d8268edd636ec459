import { expect, it } from "vitest";
import { deviceOf } from "./device-of";

const mozilla = "Mozilla/5.0";

it.each([
  [
    `${mozilla} (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0 Safari/537.36`,
    "Chrome",
    "Linux",
  ],
  [
    `${mozilla} (Windows NT 10.0; Win64) AppleWebKit/537.36 Chrome/147.0 Safari/537.36 Edg/147.0`,
    "Edge",
    "Windows",
  ],
  [
    `${mozilla} (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15`,
    "Safari",
    "macOS",
  ],
  [
    `${mozilla} (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1`,
    "Safari",
    "iOS",
  ],
  [`${mozilla} (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0`, "Firefox", "Android"],
  ["curl/8.0", null, null],
])("tells the browser and the system of %s", (userAgent, browser, system) =>
  expect(deviceOf(userAgent)).toEqual({ browser, system }),
);
