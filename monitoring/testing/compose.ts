import { existsSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { projectRoot, readShaped } from "./project-file";

const serviceSchema = z.object({
  image: z.string(),
  restart: z.literal("unless-stopped"),
  logging: z.object({ driver: z.literal("json-file"), options: z.record(z.string(), z.string()) }),
  command: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  networks: z.array(z.string()),
  depends_on: z.record(z.string(), z.object({ condition: z.literal("service_healthy") })).default({}),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  init: z.boolean().default(false),
  stop_grace_period: z
    .string()
    .regex(/^\d+s$/)
    .optional(),
  mem_limit: z.string().regex(/^\d+[mg]$/),
  cpus: z.number(),
  read_only: z.boolean().default(false),
  cap_drop: z.array(z.string()).default([]),
  security_opt: z.array(z.string()),
});
export type Service = z.infer<typeof serviceSchema>;

const composeSchema = z.object({
  services: z.strictObject({
    app: serviceSchema,
    worker: serviceSchema,
    postgres: serviceSchema,
    "postgres-exporter": serviceSchema,
    prometheus: serviceSchema,
    alertmanager: serviceSchema,
    grafana: serviceSchema,
  }),
  networks: z.record(z.string(), z.object({ internal: z.boolean().default(false) }).nullable()),
  volumes: z.record(z.string(), z.null()),
});

export const { services, networks, volumes } = readShaped("docker-compose.yml", composeSchema);

export const namedServices = Object.entries(services) as [name: string, service: Service][];

export const fileExists = (file: string) => existsSync(path.join(projectRoot, file));

/** `source:target[:mode]` of a mount, by target. */
export function mountsOf(service: Service): Map<string, string> {
  return new Map(
    service.volumes.map((mount) => {
      const [source = "", target = ""] = mount.split(":");
      return [target, source];
    }),
  );
}

/** Where a path inside a container lies in the project. */
export function inProject(service: Service, file: string): string {
  for (const [target, source] of mountsOf(service)) {
    if (file === target || file.startsWith(`${target}/`)) return path.join(source, file.slice(target.length));
  }
  throw new Error(`Nothing is mounted at ${file}.`);
}

/** Value of `--name=value` on a service's command line; empty where it is not given. */
export const flagOf = ({ command }: Service, name: string) =>
  command.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? "";

/** Services that can reach each other by name. */
export const meet = (a: Service, b: Service) => a.networks.some((network) => b.networks.includes(network));

/** Replaces what compose would fill in: `${NAME:-default}` by the default, `${NAME:?…}` by a made-up secret. */
export function filledIn(value: string | number): string {
  return String(value).replaceAll(/\$\{\w+:([-?])([^}]*)\}/g, (_, kind, text) =>
    kind === "-" ? text : "filled-in-for-this-check-alone-91",
  );
}
