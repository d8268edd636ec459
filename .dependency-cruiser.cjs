/** The house's arrows: app → server (types only) → lib, and app → lib. Inside: http → trpc → services → { db, lib }. */
/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "lib-is-pure",
      comment: "lib is a function of its arguments: it imports itself and zod, nothing else.",
      severity: "error",
      from: { path: "^lib/", pathNot: "\\.test\\.ts$" },
      to: { pathNot: ["^lib/", "^node_modules/zod/"] },
    },
    {
      name: "app-meets-server-by-type",
      comment: "A page reaches the server over tRPC only; it may import types from it.",
      severity: "error",
      from: { path: "^app/" },
      to: { path: "^(server|prisma)/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "server-not-app",
      comment: "The server does not know the pages; only the message catalogues are shared.",
      severity: "error",
      from: { path: "^(server|prisma)/" },
      to: { path: "^app/", pathNot: "^app/messages/" },
    },
    {
      name: "services-know-no-transport",
      severity: "error",
      from: { path: "^server/services/" },
      to: {
        path: ["^server/(trpc|http|cli)/", "^node_modules/(@trpc|next)/"],
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "db-knows-no-floor-above",
      severity: "error",
      from: { path: "^server/db/" },
      to: { path: "^server/(services|trpc|http|jobs|cli)/" },
    },
    {
      name: "trpc-calls-services-only",
      severity: "error",
      from: { path: "^server/trpc/", pathNot: "\\.test\\.ts$" },
      to: { path: ["^server/(db|http|cli)/", "^prisma/"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "only-db-and-services-touch-prisma",
      severity: "error",
      from: { path: "^(app|lib|server)/", pathNot: ["^server/(db|services|testing|cli)/", "\\.test\\.ts$"] },
      to: { path: ["^prisma/generated/", "^node_modules/@prisma/"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "only-the-trainer-touches-ml-random-forest",
      severity: "error",
      from: { path: "^(app|lib|server)/", pathNot: ["^server/training/", "\\.test\\.ts$"] },
      to: { path: "^node_modules/ml-(random-forest|cart)/" },
    },
    {
      name: "only-charts-touch-recharts",
      severity: "error",
      from: { path: "^app/", pathNot: "^app/_charts/" },
      to: { path: "^node_modules/recharts/" },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "nothing-unresolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: ["\\.css$", "dist/server/main"] },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|dist|prisma/generated)/.*" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
  },
};
