# The base of every stage, by its exact version. docs/image.md says how to build with a digest.
ARG BASE=node:24.22.3-bookworm-slim

FROM $BASE AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json .npmrc ./
# No install script is needed to build; .dockerignore lets in only what is named there.
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts
COPY . .
RUN npm run build && rm -rf .next/cache
# Only the packages that the build runs with, and the bill of all that is in the product.
RUN node server/scripts/image-packages.mjs runtime

FROM $BASE
# Nothing is installed in a container: without npm and its like there is less to attack and to keep current.
RUN rm -rf /usr/local/lib/node_modules /opt/yarn-* \
    /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /usr/local/bin/yarn /usr/local/bin/yarnpkg \
  && groupadd --gid 10001 microcalc \
  && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin microcalc
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 \
  HOST=0.0.0.0 PORT=3000 METRICS_HOST=0.0.0.0 METRICS_PORT=9464
# Everything belongs to root: the server cannot write to its own code.
COPY --from=build /app/runtime ./
COPY package.json next.config.js ./
COPY prisma/schema.prisma ./prisma/
COPY prisma/migrations ./prisma/migrations
COPY data/model ./data/model
COPY public ./public
COPY --from=build /app/.next ./.next
COPY --from=build /app/dist ./dist
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Microcalc" \
  org.opencontainers.image.version="0.1.0" \
  org.opencontainers.image.revision="$REVISION" \
  org.opencontainers.image.licenses="LicenseRef-UNLICENSED"
USER 10001:10001
EXPOSE 3000 9464
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/server/main.js"]
