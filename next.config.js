import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./app/_i18n/request.ts");

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

export default withNextIntl(config);
