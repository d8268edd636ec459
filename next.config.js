import { PHASE_PRODUCTION_SERVER } from "next/constants.js";

/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // The optimiser has been the way in for remote execution more than once; no picture here needs it.
  images: { unoptimized: true },
  // `npm run check` type-checks the whole project; doing it again here would only slow the first start.
  typescript: { ignoreBuildErrors: true },
  experimental: { optimizePackageImports: ["@mantine/core", "@mantine/hooks", "@tabler/icons-react"] },
};

/** The plugin only takes part in building; a server that merely serves the build starts without its compilers. */
export default async function nextConfig(phase) {
  if (phase === PHASE_PRODUCTION_SERVER) return config;
  const { default: createNextIntlPlugin } = await import("next-intl/plugin");
  const withMessages = createNextIntlPlugin({
    requestConfig: "./app/_i18n/request.ts",
    // Parsed while building: the parser of messages would be 8 kB of every page's JavaScript.
    experimental: {
      messages: { path: "./app/messages", format: "json", locales: "infer", precompile: true },
    },
  });
  return withMessages(config);
}
