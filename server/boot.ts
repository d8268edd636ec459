import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import packageJson from "../package.json" with { type: "json" };
import { createAccounts } from "./auth/accounts";
import { createOwnRequests, type OwnRequests } from "./auth/own-requests";
import { createRateLimits } from "./auth/rate-limits";
import { authSecret, secretOf } from "./auth/secret";
import { signOnSettingsOf } from "./auth/sign-on-settings";
import { openCaseCipher } from "./case-references/open-cipher";
import { classOfDatabaseError } from "./db/errors";
import { openDatabase } from "./db/open";
import { drain } from "./drain";
import type { Environment } from "./env";
import { createAdmission } from "./http/admission";
import { createDoor } from "./http/door";
import { createEdge, type Edge } from "./http/edge";
import { handlersFor } from "./http/handlers-for";
import { listen } from "./http/listen";
import { createMetricsServer } from "./http/metrics-server";
import { preparePages } from "./http/next-pages";
import { createOrigins } from "./http/proxies";
import { ownProcedureNames, procedureNames, subscriptionNames } from "./http/trpc";
import { startCanary } from "./jobs/canary";
import { duties } from "./jobs/duties";
import { startKeeper } from "./jobs/keeper";
import { createTrainingQueue } from "./jobs/queue";
import { startRenewal } from "./jobs/renew-seals";
import { startTrainingJobs } from "./jobs/training";
import { createCanaryRecord } from "./observability/canary-record";
import { createMetrics, type Metrics } from "./observability/create-metrics";
import { describe, type Log } from "./observability/log";
import { metricList } from "./observability/metrics";
import { startWatch } from "./observability/watch";
import { createAuditWriter } from "./services/audit";
import { createDatabaseStatusReader } from "./services/database-status";
import type { Dependencies } from "./services/dependencies";
import { createFirstAnswerReader } from "./services/first-answers";
import { type ModelFiles, readModelFiles } from "./services/model-files";
import { createModelLoader } from "./services/model-loader";
import { registerModel } from "./services/model-store";
import { createPredictionWriter } from "./services/prediction-writer";
import { createReferenceSetReader } from "./services/reference-set-reader";
import { createServedModels, ensureChampion, type ServedModels } from "./services/served-models";
import { makeSetupToken } from "./services/set-up";
import type { Installation } from "./services/status";
import { settled } from "./settled";

/** A started server: where it listens, and how it ends. */
export interface RunningServer {
  readonly port: number;
  readonly metricsPort: number;
  /** Where the first administrator is made, once; `null` where there are accounts. */
  readonly setupUrl: string | null;
  /** Turns unready, lets requests in flight finish, closes everything it opened. */
  stop(): Promise<void>;
}

type OpenModels = Pick<Dependencies, "db" | "log" | "metrics">;

/** The folder's model enters the registry; the registry says which version answers. */
async function openModels(needs: OpenModels, files: ModelFiles): Promise<ServedModels> {
  const { db, log } = needs;
  const shipped = await registerModel(db, files);
  await ensureChampion(db, { version: shipped.card.version, now: new Date() });
  const models = await createServedModels(needs, shipped);
  const inUse = models.champion().card.version;
  if (inUse !== shipped.card.version) {
    log.info(
      { inUse, inFolder: shipped.card.version },
      "the registry's champion answers, not the folder's model",
    );
  }
  return models;
}

function announceBuild(metrics: Metrics, role: Environment["ROLE"]): void {
  metrics.buildInfo.set({ version: packageJson.version, node: process.version, role }, 1);
}

function announceReady(metrics: Metrics): void {
  metrics.ready.set(1);
  // The objective is about these: their first failure has to show as a rise.
  for (const status of metricList.requests.labels.status) {
    metrics.requests.inc({ route: "predictions.create", method: "POST", status }, 0);
  }
}

const now = () => new Date();

function installationOf(env: Environment): Installation {
  return {
    version: packageJson.version,
    role: env.ROLE,
    startedAt: new Date(performance.timeOrigin),
    database: env.DATABASE_URL === undefined ? "embedded" : "own",
    hasCanary: env.ROLE !== "worker" && env.CANARY_INTERVAL_MS > 0,
    alertmanagerUrl: env.ALERTMANAGER_URL ?? null,
    grafanaUrl: env.GRAFANA_URL ?? null,
  };
}

/** What a process does that nobody asked for, and how each ends. */
function startJobs(deps: Dependencies, url: string, env: Environment): (() => Promise<void>)[] {
  const all = duties(deps, { retentionDays: env.RETENTION_DAYS ?? null });
  const keeper = startKeeper({ url, log: deps.log, metrics: deps.metrics, duties: all });
  deps.metrics.live.exportWhile(keeper.held);
  return [keeper.stop, startTrainingJobs(deps).stop];
}

/** A process that answers people tries over and over whether it would. */
function tryItself(
  deps: Dependencies,
  intervalMs: number,
  { door, own: { headers } }: { door: Server; own: OwnRequests },
): () => Promise<void> {
  if (!deps.installation.hasCanary) return async () => undefined;
  return startCanary(deps, { address: door.address() as AddressInfo, headers, intervalMs }).stop;
}

/**
 * Boots: listens at once so that probes get an answer, then brings up database, model and pages side by side, and
 * opens for requests when all three stand. Throws with everything closed again when one cannot, or when `stopping` is
 * aborted on the way.
 */
export async function boot(env: Environment, log: Log, stopping: AbortSignal): Promise<RunningServer> {
  const metrics = createMetrics();
  announceBuild(metrics, env.ROLE);
  const canary = createCanaryRecord(metrics);
  const edge: Edge = {
    health: { phase: "starting" },
    metrics,
    log,
    procedures: procedureNames,
    origins: createOrigins({ publicUrl: env.PUBLIC_URL, trustedProxies: env.TRUSTED_PROXIES }),
    own: { requests: createOwnRequests(), procedures: ownProcedureNames },
    subscriptions: subscriptionNames,
    handlers: null,
  };
  const door = createDoor(createEdge(edge));
  const onFailure = (error: unknown) => metrics.databaseErrors.inc({ class: classOfDatabaseError(error) });
  const metricsServer = createMetricsServer(metrics, { token: env.METRICS_TOKEN });
  const home = path.resolve(env.MICROCALC_HOME);
  const closers: (() => Promise<unknown>)[] = [];
  const failing = new AbortController();
  const draining = new AbortController();
  const stop = async () => {
    draining.abort();
    await drain({ door, metricsServer, edge, closers, delayMs: env.DRAIN_DELAY_MS, log });
  };

  try {
    const port = await listen(door, { host: env.HOST, port: env.PORT, variable: "PORT" });
    const metricsPort = await listen(metricsServer, {
      host: env.METRICS_HOST,
      port: env.METRICS_PORT,
      variable: "METRICS_PORT",
    });
    const opening = openDatabase({
      databaseUrl: env.DATABASE_URL,
      home,
      root: process.cwd(),
      log: (message) => log.info(message),
      onFailure,
      signal: AbortSignal.any([stopping, failing.signal]),
    }).then((database) => {
      closers.push(database.close);
      return database;
    });
    const publicUrl = (env.PUBLIC_URL ?? `http://localhost:${port}`).replace(/\/+$/, "");
    const preparing = env.ROLE === "worker" ? Promise.resolve(null) : preparePages(env, door, publicUrl);
    const parts = [opening, readModelFiles(env.MICROCALC_MODEL), preparing] as const;
    const [database, files, pages] = await settled(parts, () => failing.abort());
    const { db, ask, poolCounts } = database;
    const secret = await secretOf({
      kind: authSecret,
      role: env.ROLE,
      given: env.AUTH_SECRET,
      home: env.DATABASE_URL === undefined ? home : null,
    });
    const caseCipher = await openCaseCipher(env, { db, url: database.url, log });
    const accounts = createAccounts({
      ...{ db, log, now, secret, publicUrl },
      ...{ signOn: signOnSettingsOf(env), secondFactor: env.SECOND_FACTOR },
    });
    closers.push(startWatch({ metrics, db, poolCounts, home }));
    const models = await openModels({ db, log, metrics }, files);
    closers.push(models.follow());
    const writePrediction = createPredictionWriter(ask, caseCipher);
    const referenceSet = createReferenceSetReader(db);
    const trainingQueue = createTrainingQueue({ url: database.url, log, onFailure });
    closers.push(trainingQueue.stop);
    const deps: Dependencies = {
      db,
      accounts,
      rateLimits: createRateLimits({ db, perMinute: env.RATE_LIMIT_PER_MINUTE }),
      caseCipher,
      writePrediction,
      readFirstAnswer: createFirstAnswerReader({ db, caseCipher }),
      writeAudit: createAuditWriter(db),
      referenceSet,
      models,
      datasetsFolder: path.join(home, "datasets"),
      loadVersion: createModelLoader(db, models),
      trainingQueue,
      installation: installationOf(env),
      readDatabaseStatus: createDatabaseStatusReader({ db, models, now }),
      canary,
      metrics,
      log,
      now,
      stopping: draining.signal,
    };
    if (env.ROLE !== "web") closers.push(...startJobs(deps, database.url, env));
    closers.push(startRenewal(deps));
    const admission = createAdmission(() => poolCounts().waiting);
    edge.handlers = {
      ...handlersFor(deps, edge.own.requests, pages),
      admission,
      rateLimits: deps.rateLimits,
    };
    edge.health.phase = "ready";
    // Before anyone asks: reading the cases takes longer than an answer may. Who asks first would see a failure again.
    if (env.ROLE !== "worker")
      referenceSet().catch((error) => log.warn(describe(error), "the known cases could not be read"));
    announceReady(metrics);
    closers.push(tryItself(deps, env.CANARY_INTERVAL_MS, { door, own: edge.own.requests }));
    const setupToken = env.ROLE === "worker" ? null : await makeSetupToken(deps);
    const setupUrl = setupToken === null ? null : `${publicUrl}/setup#${setupToken}`;
    return { port, metricsPort, setupUrl, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
