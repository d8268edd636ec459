import { z } from "zod";
import { issuerAddress, signOnFaultsOf } from "./auth/sign-on-settings";
import { trustListOf } from "./http/proxies";
import { weakSecretsOf } from "./secrets";
import { givenVariables } from "./variable-files";

/** Without a name and a password, which whoever looks at the page would see. */
const webAddress = z
  .string()
  .regex(
    /^https?:\/\/[^\s/?#@]+(?:[/?#]\S*)?$/i,
    "must be an address such as http://host:9093, without name and password",
  )
  .refine((text) => URL.canParse(text), "must be an address");

/** Without a path, which would promise that the pages stand below it. */
const publicAddress = webAddress.regex(
  /^[^/]+\/\/[^/?#]+\/?$/,
  "must be scheme, host and port only, such as https://microcalc.example",
);

function listsNetworks(text: string): boolean {
  try {
    trustListOf(networksIn(text));
    return true;
  } catch {
    return false;
  }
}

const networksIn = (text: string) => text.split(",").map((entry) => entry.trim());

const port = z.coerce.number().int().min(0).max(65535);

/** Every variable the server reads, with its default. Ports may be 0: the system then picks a free one. */
export const environmentSchema = z.object({
  /** Pages and programming interface. */
  PORT: port.default(3000),
  /** Address the front door listens on; `0.0.0.0` inside a container. */
  HOST: z.string().min(1).default("127.0.0.1"),
  /** Under which browsers reach the pages, when a proxy stands before them. */
  PUBLIC_URL: publicAddress.optional(),
  /** Proxies whose word on sender, scheme and host is taken: addresses and networks, with commas between. */
  TRUSTED_PROXIES: z
    .string()
    .refine(listsNetworks, "must be addresses or networks such as 10.0.0.0/8, with commas between")
    .transform(networksIn)
    .default([]),
  METRICS_PORT: port.default(9464),
  METRICS_HOST: z.string().min(1).default("127.0.0.1"),
  /** Who scrapes `/metrics` has to send it as a bearer token; without it whoever reaches the port may. */
  METRICS_TOKEN: z
    .string()
    .regex(
      /^[\w.~+/-]{16,}=*$/,
      "must be at least 16 characters: letters, digits, - . _ ~ + / and = at the end",
    )
    .optional(),
  /** Folder for the embedded Postgres and all else that is kept between runs. */
  MICROCALC_HOME: z.string().min(1).default(".microcalc"),
  /** A Postgres of one's own; without it an embedded one is started under MICROCALC_HOME. */
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must start with postgres:// or postgresql://")
    .optional(),
  /** Of the account in DATABASE_URL, apart from it, so that it can be in a file and hold any character. */
  DATABASE_PASSWORD: z.string().optional(),
  /** Signs cookies and encrypts second factors: 32 characters at least, the same for all processes of a database. */
  AUTH_SECRET: z
    .string()
    .min(32, "must have at least 32 characters: openssl rand -base64 48 makes one")
    .optional(),
  /** `required`: whoever signs in with a password can do nothing until a second factor is set up. */
  SECOND_FACTOR: z.enum(["optional", "required"]).default("optional"),
  /** Sign-on at the organisation's own OpenID Connect server: its issuer, and what it knows us by. All or none. */
  OIDC_ISSUER: issuerAddress.optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  /** What people call that server; without it, its host. */
  OIDC_NAME: z.string().trim().min(1).max(60).optional(),
  /** Calls that one person may make; keys, and addresses without a session, may make ten times as many. */
  RATE_LIMIT_PER_MINUTE: z.coerce.number().int().min(10).max(10_000_000).default(600),
  /** Encrypts case references: 32 characters at least, the same for all processes of a database that answer. */
  CASE_KEY: z
    .string()
    .min(32, "must have at least 32 characters: openssl rand -base64 48 makes one")
    .optional(),
  /** The one before, until what it has encrypted is encrypted anew. */
  CASE_KEY_PREVIOUS: z.string().min(32, "must have at least 32 characters").optional(),
  /** Days after which the case of a prediction is erased, and what was written about it; without it never. */
  RETENTION_DAYS: z.coerce.number().int().min(1).max(36_500).optional(),
  /** Folder of the model that a new installation begins with. */
  MICROCALC_MODEL: z.string().min(1).default("data/model"),
  /** `web` answers requests, `worker` runs jobs, `all` does both. */
  ROLE: z.enum(["web", "worker", "all"]).default("all"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  /** Time between turning unready and closing the door, for a balancer to notice. */
  DRAIN_DELAY_MS: z.coerce.number().int().min(0).max(60_000).default(0),
  /** From one run of the canary to the next; 0 for none. */
  CANARY_INTERVAL_MS: z.coerce
    .number()
    .int()
    .refine((ms) => ms === 0 || (ms >= 500 && ms <= 3_600_000), "must be 0, or from 500 to 3600000")
    .default(30_000),
  /** Whose alerts the page Status shows. */
  ALERTMANAGER_URL: webAddress.optional(),
  /** Where the page Status leads to for more. */
  GRAFANA_URL: webAddress.optional(),
  NODE_ENV: z.enum(["development", "test", "production"]).default("production"),
});
type Given = z.infer<typeof environmentSchema>;
export type Environment = Omit<Given, "DATABASE_PASSWORD">;

function databaseFaultsOf({ DATABASE_URL, DATABASE_PASSWORD }: Given): string[] {
  if (DATABASE_PASSWORD === undefined) return [];
  const url = URL.canParse(DATABASE_URL ?? "") ? new URL(DATABASE_URL ?? "") : null;
  if (url?.username && !url.password) return [];
  return ["DATABASE_PASSWORD: needs a DATABASE_URL with the account and without a password"];
}

function withPassword({ DATABASE_PASSWORD, ...given }: Given): Environment {
  if (DATABASE_PASSWORD === undefined) return given;
  const url = new URL(given.DATABASE_URL ?? "");
  url.password = encodeURIComponent(DATABASE_PASSWORD);
  return { ...given, DATABASE_URL: url.href };
}

/**
 * Reads and checks the variables; throws one error that names every wrong one. Empty means unset, and each may be in a
 * file instead: see {@link givenVariables}.
 */
export function readEnvironment(variables: Record<string, string | undefined> = process.env): Environment {
  const { values, faults } = givenVariables(Object.keys(environmentSchema.shape), variables);
  const result = environmentSchema.safeParse(values);
  const wrong = result.success
    ? [...databaseFaultsOf(result.data), ...weakSecretsOf(result.data), ...signOnFaultsOf(result.data)]
    : result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  if (result.success && faults.length + wrong.length === 0) return withPassword(result.data);
  throw new Error(`Wrong environment variables. ${[...faults, ...wrong].join("; ")}`);
}
