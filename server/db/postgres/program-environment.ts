/**
 * What Postgres's programs get to see of the environment: nothing of the caller's, since PGDATA, PGPORT, PGOPTIONS
 * and the like would change what they do. NODE_ENV is there for the types of Next, which want it everywhere.
 */
export const programEnvironment = {
  LC_ALL: "C",
  TZ: "UTC",
  PATH: "/usr/sbin:/usr/bin:/sbin:/bin",
  NODE_ENV: "production",
} as const;
