import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import packageJson from "../../package.json" with { type: "json" };
import { type BuildStage, imageStage, instructions, parseDockerfile } from "./dockerfile";
import { projectRoot, readShaped, readText } from "./project-file";

const mebibytes = z
  .string()
  .regex(/^\d+[mg]$/)
  .transform((text) => Number.parseInt(text, 10) * (text.endsWith("g") ? 1024 : 1));

const serviceSchema = z.object({
  image: z.string(),
  /** Folder of its Dockerfile. */
  build: z.string().optional(),
  restart: z.enum(["unless-stopped", "no"]),
  logging: z.object({ driver: z.literal("json-file"), options: z.record(z.string(), z.string()) }),
  user: z.string().optional(),
  command: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  secrets: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  networks: z
    .union([z.array(z.string()), z.record(z.string(), z.object({ aliases: z.array(z.string()) }).nullable())])
    .transform((given) => (Array.isArray(given) ? given : Object.keys(given))),
  depends_on: z
    .record(
      z.string(),
      z.object({ condition: z.enum(["service_healthy", "service_completed_successfully"]) }),
    )
    .default({}),
  healthcheck: z
    .object({
      test: z.array(z.string()),
      interval: z.string(),
      timeout: z.string(),
      retries: z.number(),
      start_period: z.string().optional(),
    })
    .optional(),
  init: z.boolean().default(false),
  stop_grace_period: z
    .string()
    .regex(/^\d+s$/)
    .optional(),
  mem_limit: mebibytes,
  memswap_limit: mebibytes,
  pids_limit: z.number(),
  cpus: z.number(),
  read_only: z.literal(true),
  tmpfs: z.array(z.string().regex(/^\/[\w/]+:size=\d+m$/)),
  cap_drop: z.tuple([z.literal("ALL")]),
  cap_add: z.never().optional(),
  security_opt: z.tuple([z.literal("no-new-privileges:true")]),
});
export type Service = z.infer<typeof serviceSchema>;

const composeSchema = z.object({
  services: z.strictObject({
    app: serviceSchema,
    worker: serviceSchema,
    postgres: serviceSchema,
    "postgres-setup": serviceSchema,
    "postgres-exporter": serviceSchema,
    prometheus: serviceSchema,
    alertmanager: serviceSchema,
    grafana: serviceSchema,
  }),
  secrets: z.record(z.string(), z.strictObject({ file: z.string() })),
  networks: z.record(z.string(), z.object({ internal: z.boolean().default(false) }).nullable()),
  volumes: z.record(z.string(), z.null()),
});

export const { services, secrets, networks, volumes } = readShaped("docker-compose.yml", composeSchema);

export const namedServices = Object.entries(services) as [name: string, service: Service][];

/** A file of docs/compose: what it adds to a service of above, and services of its own, which have an image. */
const additionSchema = composeSchema.partial().extend({
  services: z.record(
    z.string(),
    z.union([
      serviceSchema,
      serviceSchema.pick({ environment: true, secrets: true, networks: true }).partial().strict(),
    ]),
  ),
});
const additionFolder = "docs/compose";
export const additions = readdirSync(path.join(projectRoot, additionFolder))
  .filter((name) => name.endsWith(".yml"))
  .map((name) => ({
    file: `${additionFolder}/${name}`,
    ...readShaped(`${additionFolder}/${name}`, additionSchema),
  }));

/** Services of all files, with what the additions add to them as entries of their own. */
export const everyService = [
  ...namedServices,
  ...additions.flatMap(({ file, services }) =>
    Object.entries(services).map(([name, service]) => [`${name} of ${file}`, service] as const),
  ),
];
/** Without mere additions to a service. */
export const everyContainer = everyService.filter((entry): entry is [string, Service] => "image" in entry[1]);
export const everySecret = [secrets, ...additions.map((addition) => addition.secrets ?? {})].flatMap(
  (given) => Object.entries(given),
);

export const fileExists = (file: string) => existsSync(path.join(projectRoot, file));

/** `source:target[:mode]` of a mount, by target. */
export function mountsOf(service: Pick<Service, "volumes">): Map<string, string> {
  return new Map(
    service.volumes.map((mount) => {
      const [source = "", target = ""] = mount.split(":");
      return [target, source];
    }),
  );
}

/** Last stage of the Dockerfile that a service is built from, its base as it is without build arguments. */
function builtFrom(folder: string): BuildStage {
  const { args, stages } = parseDockerfile(readText(path.join(folder, "Dockerfile")));
  const stage = imageStage(stages);
  return { ...stage, base: stage.base.replace(/^\$(\w+)$/, (_, name: string) => args[name] ?? "") };
}

/** The image of others that a service is, or is made of. */
export const baseOf = ({ image, build }: Pick<Service, "image" | "build">) =>
  build === undefined ? image : builtFrom(build).base;

/** Where a path inside a container comes from in the project. */
export function inProject({ build = "" }: Service, file: string): string {
  for (const text of instructions(builtFrom(build), "COPY")) {
    const [source = "", target = ""] = text.split(/\s+/).filter((word) => !word.startsWith("--"));
    if (file === target || file.startsWith(`${target}/`))
      return path.join(build, source, file.slice(target.length));
  }
  throw new Error(`Nothing is copied to ${file}.`);
}

/** Value of `--name=value` on a service's command line; empty where it is not given. */
export const flagOf = ({ command }: Service, name: string) =>
  command.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? "";

/** Services that can reach each other by name. */
export const meet = (a: Service, b: Service) => a.networks.some((network) => b.networks.includes(network));

/** Tag of each image that is built here. */
export const ownTag = packageJson.version;

/**
 * Replaces what compose would fill in: `${NAME:-default}` by the default, the rest by something for this check alone.
 */
export function filledIn(value: string | number): string {
  return String(value)
    .replaceAll(/\$\{\w+(?::([-?])([^}]*))?\}/g, (_, kind, text) => (kind === "-" ? text : "filled-in"))
    .replaceAll("$$", "$");
}
