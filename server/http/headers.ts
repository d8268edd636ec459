import type { ServerResponse } from "node:http";

/** What an answer that is no page may do in a browser: nothing, nor be shown inside anything. */
const closedPolicy = "default-src 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";

/** Features of a browser that no page of ours has a use for, so that a script that got in has none either. */
const unusedFeatures = [
  "accelerometer",
  "autoplay",
  "browsing-topics",
  "camera",
  "clipboard-read",
  "display-capture",
  "encrypted-media",
  "fullscreen",
  "geolocation",
  "gyroscope",
  "hid",
  "idle-detection",
  "magnetometer",
  "microphone",
  "midi",
  "payment",
  "picture-in-picture",
  "publickey-credentials-get",
  "screen-wake-lock",
  "serial",
  "usb",
  "xr-spatial-tracking",
];

/** Sent with every answer, whoever wrote it; a page's own policy takes the place of the closed one. */
const securityHeaders = {
  "Content-Security-Policy": closedPolicy,
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  // Not no-referrer: under it a form's post says `Origin: null`, which could not be told from another site's.
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": unusedFeatures.map((feature) => `${feature}=()`).join(", "),
} as const;

export function setSecurityHeaders(response: ServerResponse): void {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
}

/** Two years, as lists of such sites ask. Browsers heed it only in what came over https, so it is sent only there. */
export function requireHttps(response: ServerResponse): void {
  response.setHeader("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
}

/** Development compiles in the browser and writes style tags of its own. */
export type PageMode = "development" | "production";

const modeSources = {
  production: (nonce: string) => ({ script: "", style: `'nonce-${nonce}'` }),
  // A nonce beside it would switch 'unsafe-inline' off.
  development: () => ({ script: " 'unsafe-eval'", style: "'unsafe-inline'" }),
} as const satisfies Record<PageMode, (nonce: string) => { script: string; style: string }>;

/**
 * What a page may load and run. Scripts are let in by the nonce of this one answer, or by a script that it let in, so
 * that 'self' is left out of them: beside 'strict-dynamic' browsers pass it over, and one that does not know
 * 'strict-dynamic' would run any file of ours through it. Of styles, attributes are free: charts are drawn with them,
 * and they can neither load nor run anything that this policy would not let in.
 */
export function pagePolicy(nonce: string, mode: PageMode): string {
  const { script, style } = modeSources[mode](nonce);
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${script}`,
    `style-src 'self' ${style}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}
