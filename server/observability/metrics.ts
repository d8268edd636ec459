import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { createLiveMetrics } from "./live-metrics";

/**
 * Every metric of the server but the live figures, declared once. Labels take values from short known lists: never an id, a path or
 * free text. Bucket bounds are no integers, since Prometheus 3 writes those differently.
 */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const live = createLiveMetrics();
  return {
    registry,
    /** What only one process of all exports. */
    live,
    requestDuration: new Histogram({
      name: "microcalc_http_request_duration_seconds",
      help: "Time from a request's first byte to the end of its answer, by route, method and status class.",
      labelNames: ["route", "method", "status"],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.5, 5.5],
      registers,
    }),
    requestsInFlight: new Gauge({
      name: "microcalc_http_requests_in_flight",
      help: "Requests begun and not yet answered.",
      registers,
    }),
    eventStreams: new Gauge({
      name: "microcalc_http_event_streams",
      help: "Streams of events that somebody listens to. They are not among the requests in flight or timed.",
      registers,
    }),
    predictions: new Counter({
      name: "microcalc_predictions_total",
      help: "Predictions stored, by model version, call and source.",
      labelNames: ["model_version", "label", "source"],
      registers,
    }),
    predictionProbability: new Histogram({
      name: "microcalc_prediction_probability",
      help: "Calibrated probability of the stored predictions.",
      labelNames: ["model_version"],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9],
      registers,
    }),
    predictionSupport: new Counter({
      name: "microcalc_prediction_support_total",
      help: "Predictions stored, by how well the training data speak for them: inside, borderline or outside.",
      labelNames: ["verdict"],
      registers,
    }),
    predictionDuration: new Histogram({
      name: "microcalc_prediction_duration_seconds",
      help: "Time one prediction spends in a phase: score (the forest and what explains it) or persist (the database).",
      labelNames: ["phase"],
      buckets: [0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5],
      registers,
    }),
    idempotentReplays: new Counter({
      name: "microcalc_idempotent_replays_total",
      help: "Submissions answered with the prediction an earlier one had made.",
      registers,
    }),
    inputsRejected: new Counter({
      name: "microcalc_inputs_rejected_total",
      help: "Requests refused for what they contained, by reason.",
      labelNames: ["reason"],
      registers,
    }),
    outcomesRecorded: new Counter({
      name: "microcalc_outcomes_recorded_total",
      help: "Outcomes recorded, corrections included.",
      labelNames: ["outcome"],
      registers,
    }),
    shadowScores: new Counter({
      name: "microcalc_shadow_scores_total",
      help: "Predictions that a challenger has scored in the shadow.",
      registers,
    }),
    databaseErrors: new Counter({
      name: "microcalc_database_errors_total",
      help: "Statements that failed in or on the way to the database, by class.",
      labelNames: ["class"],
      registers,
    }),
    modelInfo: new Gauge({
      name: "microcalc_model_info",
      help: "Always 1; its labels name the model in use.",
      labelNames: ["version", "algorithm"],
      registers,
    }),
    modelLoadFailures: new Counter({
      name: "microcalc_model_load_failures_total",
      help: "Champions that could not be loaded, so that the model before went on answering.",
      registers,
    }),
    buildInfo: new Gauge({
      name: "microcalc_build_info",
      help: "Always 1; its labels name the running build.",
      labelNames: ["version", "node"],
      registers,
    }),
    keeper: new Gauge({
      name: "microcalc_keeper",
      help: "1 in the one process of all that counts days and exports the live figures, else 0.",
      registers,
      collect() {
        this.set(live.held() ? 1 : 0);
      },
    }),
    ready: new Gauge({
      name: "microcalc_ready",
      help: "1 while the server takes requests, 0 while it starts or drains.",
      registers,
    }),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
