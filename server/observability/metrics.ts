import { labels, outcomes } from "../../lib/outcome";
import { supportVerdicts } from "../../lib/prediction";
import { metricNames } from "../../lib/trends/figure";
import type { MetricDeclaration } from "./declaration";
import { keeperMetrics } from "./keeper-metrics";
import { reason, route, version, word } from "./label-forms";

const model_version = version;
const duty = ["roll-up", "shadow", "live figures", "audit sealing", "retention", "expired sign-ins"] as const;

/**
 * Every metric of our own, declared once: names, base units, labels with the values they can take, buckets. Never an
 * id, a path or free text in a label. Bucket bounds are no integers, since Prometheus 3 writes those differently.
 * These are of one process; replicas add up or stand side by side.
 */
export const processMetrics = {
  requests: {
    type: "counter",
    name: "microcalc_http_requests_total",
    help: "Requests by route, method and status class; HEAD is counted as GET, aborted ones were given up by who sent them.",
    labels: { route, method: ["GET", "POST", "other"], status: ["2xx", "3xx", "4xx", "5xx", "aborted"] },
  },
  requestDuration: {
    type: "histogram",
    name: "microcalc_http_request_duration_seconds",
    help: "Time from a request's first byte to the end of its answer, of requests answered with a status below 500.",
    labels: { route },
    buckets: [0.01, 0.05, 0.25, 1.5],
  },
  requestsInFlight: {
    type: "gauge",
    name: "microcalc_http_requests_in_flight",
    help: "Requests begun and not yet answered.",
  },
  requestsShed: {
    type: "counter",
    name: "microcalc_requests_shed_total",
    help: "Requests answered with 503 before anything was done, by what there was too much of: requests in flight, streams, statements that wait for a connection.",
    labels: { reason: ["requests", "streams", "statements"] },
  },
  requestsLimited: {
    type: "counter",
    name: "microcalc_requests_limited_total",
    help: "Calls and pages answered with 429, by whose were too many in a minute: an account, a key, an address; or of those that cost much.",
    labels: { by: ["account", "key", "address", "costly"] },
  },
  eventStreams: {
    type: "gauge",
    name: "microcalc_http_event_streams",
    help: "Streams of events that somebody listens to. They are not among the requests in flight or timed.",
  },
  predictions: {
    type: "counter",
    name: "microcalc_predictions_total",
    help: "Predictions stored, by model version, call and source.",
    labels: { model_version, label: labels, source: ["form", "api"] },
  },
  predictionProbability: {
    type: "histogram",
    name: "microcalc_prediction_probability",
    help: "Calibrated probability of the stored predictions.",
    labels: { model_version },
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9],
  },
  predictionSupport: {
    type: "counter",
    name: "microcalc_prediction_support_total",
    help: "Predictions stored, by how well the training data speak for them: inside, borderline or outside.",
    labels: { verdict: supportVerdicts },
  },
  predictionDuration: {
    type: "histogram",
    name: "microcalc_prediction_duration_seconds",
    help: "Time a prediction spends in a phase: reading and checking the input, the forest, what explains it, the database.",
    labels: { phase: ["validate", "score", "explain", "persist"] },
    buckets: [0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5],
  },
  idempotentReplays: {
    type: "counter",
    name: "microcalc_idempotent_replays_total",
    help: "Submissions answered with the prediction an earlier one had made.",
  },
  inputsRejected: {
    type: "counter",
    name: "microcalc_inputs_rejected_total",
    help: "Requests refused for what they contained, by reason.",
    labels: { reason },
  },
  outcomesRecorded: {
    type: "counter",
    name: "microcalc_outcomes_recorded_total",
    help: "Outcomes recorded, corrections included.",
    labels: { outcome: outcomes },
  },
  shadowScores: {
    type: "counter",
    name: "microcalc_shadow_scores_total",
    help: "Predictions that a challenger has scored in the shadow.",
  },
  canaryRuns: {
    type: "counter",
    name: "microcalc_canary_runs_total",
    help: "Times the server has put a made-up region to itself through its own front door, by what came of it.",
    labels: { result: ["answered", "failed"] },
  },
  canarySuccess: {
    type: "gauge",
    name: "microcalc_canary_success",
    help: "1 if the latest of these was answered as it should be, else 0; absent before the first.",
  },
  canaryDuration: {
    type: "histogram",
    name: "microcalc_canary_duration_seconds",
    help: "Time until the answer, of those that were answered.",
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.5, 5.5],
  },
  canaryLastRun: {
    type: "gauge",
    name: "microcalc_canary_last_run_timestamp_seconds",
    help: "When the latest of these ended, since the epoch; before the first has, when they were begun.",
  },
  databaseErrors: {
    type: "counter",
    name: "microcalc_database_errors_total",
    help: "Statements that failed in or on the way to the database, by class.",
    labels: { class: ["unavailable", "timeout", "resources", "conflict", "other"] },
  },
  databaseUp: {
    type: "gauge",
    name: "microcalc_database_up",
    help: "1 if the database answered this process when last asked, every five seconds; else 0.",
  },
  databaseRoundTrip: {
    type: "gauge",
    name: "microcalc_database_round_trip_seconds",
    help: "Time the database took when it last answered, from asking for a connection to the answer.",
  },
  poolConnections: {
    type: "gauge",
    name: "microcalc_database_pool_connections",
    help: "Connections of the pool by state.",
    labels: { state: ["busy", "idle"] },
  },
  poolWaiting: {
    type: "gauge",
    name: "microcalc_database_pool_waiting",
    help: "Statements that wait for a connection of the pool.",
  },
  poolLimit: {
    type: "gauge",
    name: "microcalc_database_pool_connections_limit",
    help: "Most connections the pool opens.",
  },
  homeSize: {
    type: "gauge",
    name: "microcalc_home_filesystem_size_bytes",
    help: "Size of the file system that the home is on, or would be on where it is not made.",
  },
  homeFree: {
    type: "gauge",
    name: "microcalc_home_filesystem_free_bytes",
    help: "Of it what the server may still fill.",
  },
  dutyRounds: {
    type: "counter",
    name: "microcalc_duty_rounds_total",
    help: "Rounds of the keeper's duties, by what came of them.",
    labels: { duty, result: ["done", "failed"] },
  },
  dutyLastSuccess: {
    type: "gauge",
    name: "microcalc_duty_last_success_timestamp_seconds",
    help: "When a duty was last done, since the epoch; absent in a process that is not the keeper.",
    labels: { duty },
  },
  modelInfo: {
    type: "gauge",
    name: "microcalc_model_info",
    help: "Always 1; its labels name the model in use.",
    labels: { version, algorithm: word },
  },
  modelCard: {
    type: "gauge",
    name: "microcalc_model_card_ratio",
    help: "What the card of the model in use promises at its operating point, with the ends of the 95 % interval.",
    labels: { model_version, figure: metricNames, bound: ["value", "low", "high"] },
  },
  modelExpectedCalled: {
    type: "gauge",
    name: "microcalc_model_expected_called_ratio",
    help: "Share of candidates that the model in use calls a calcification, by its card.",
    labels: { model_version, bound: ["value", "low", "high"] },
  },
  modelLoadFailures: {
    type: "counter",
    name: "microcalc_model_load_failures_total",
    help: "Champions that could not be loaded, so that the model before went on answering.",
  },
  championNotLoaded: {
    type: "gauge",
    name: "microcalc_champion_not_loaded",
    help: "1 while this process cannot load the champion, so that the model before goes on answering; else 0.",
  },
  buildInfo: {
    type: "gauge",
    name: "microcalc_build_info",
    help: "Always 1; its labels name the running build, and what the process does.",
    labels: { version: word, node: word, role: ["web", "worker", "all"] },
  },
  keeper: {
    type: "gauge",
    name: "microcalc_keeper",
    help: "1 in the one process of all that counts days and exports the live figures, else 0.",
  },
  ready: {
    type: "gauge",
    name: "microcalc_ready",
    help: "1 while the server takes requests, 0 while it starts or drains.",
  },
} as const satisfies Record<string, MetricDeclaration>;

/** The whole list. */
export const metricList = { ...processMetrics, ...keeperMetrics };
