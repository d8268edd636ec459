import { beforeAll, describe, expect, test } from "vitest";
import type { Catalogue } from "./known-metric";
import { metricCatalogue } from "./metric-catalogue";
import { parsePromql } from "./promql";
import { misreadings } from "./reading-rules";

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await metricCatalogue([
    { record: "job:b:ratio", expr: "sum by (job) (instance:a:rate5m)" },
    {
      record: "instance:a:rate5m",
      expr: "sum by (job, instance) (rate(microcalc_predictions_total[5m]))",
    },
  ]);
});

const of = (text: string) => misreadings(parsePromql(text), catalogue);

describe("it is right that", () => {
  test.each([
    'sum by (route) (rate(microcalc_http_requests_total{status="5xx"}[5m]))',
    'rate(microcalc_http_requests_total{route=~"predictions.create|/history/\\\\[id\\\\]|/livez|other"}[5m])',
    'rate(microcalc_http_requests_total{route=~"predictions\\\\..+",method!="other"}[5m])',
    'rate(microcalc_http_requests_total{status=~"4xx|5..",route=~".+"}[5m])',
    'rate(microcalc_http_request_duration_seconds_bucket{le="0.25"}[5m])',
    'rate(microcalc_http_request_duration_seconds_bucket{le="+Inf"}[5m])',
    "max by (job, measure) (microcalc_drift_alarm)",
    "sum(max by (measure) (microcalc_drift_alarm))",
    "max without (instance) (microcalc_jobs)",
    "absent(microcalc_rollup_age_seconds)",
    "group by (job) (microcalc_predictions_total)",
    "changes(process_start_time_seconds[1h])",
    "rate(nodejs_gc_duration_seconds_sum[5m])",
    'job:b:ratio{job=~".+"}',
    "increase(microcalc_canary_runs_total[1h])",
  ])("%s", (text) => {
    expect(of(text)).toEqual([]);
  });
});

describe("it is found that", () => {
  test.each([
    ["microcalc_prediction_total", "microcalc_prediction_total is no metric"],
    [
      'rate(microcalc_http_requests_total{status="500"}[5m])',
      "microcalc_http_requests_total: status is never 500",
    ],
    [
      'rate(microcalc_http_requests_total{status=~"4xx|6.."}[5m])',
      "microcalc_http_requests_total: status is never 6..",
    ],
    [
      'rate(microcalc_http_requests_total{status=~"5\\\\d\\\\d"}[5m])',
      String.raw`microcalc_http_requests_total: status is never 5\d\d`,
    ],
    [
      'rate(microcalc_http_requests_total{route!~"/livez|/redyz"}[5m])',
      "microcalc_http_requests_total: route is never /redyz",
    ],
    [
      'rate(microcalc_http_requests_total{route="predictions.creat"}[5m])',
      "microcalc_http_requests_total: route is never predictions.creat",
    ],
    [
      'rate(microcalc_http_request_duration_seconds_bucket{le="0.3"}[5m])',
      "microcalc_http_request_duration_seconds_bucket: le is never 0.3",
    ],
    [
      'rate(microcalc_prediction_duration_seconds_bucket{le="0.00005"}[5m])',
      "le=0.00005 is read in one way by 2.42 and in another by 3.x",
    ],
    ['nodejs_gc_duration_seconds_bucket{le="1"}', "le=1 is read in one way by 2.42 and in another by 3.x"],
    ["sum(microcalc_predictions_total)", "microcalc_predictions_total is a counter and stands in nothing"],
    [
      "deriv(microcalc_predictions_total[5m])",
      "microcalc_predictions_total is a counter and stands in deriv",
    ],
    [
      "rate(microcalc_http_requests_in_flight[5m])",
      "microcalc_http_requests_in_flight is no counter and stands in rate",
    ],
    ["sum(microcalc_jobs)", "microcalc_jobs stands under sum"],
    ["avg by (job) (microcalc_live_recall_ratio)", "microcalc_live_recall_ratio stands under avg"],
    ["count(microcalc_drift_alarm > 0)", "microcalc_drift_alarm stands under count"],
    ["microcalc_jobs > 1", "microcalc_jobs is not taken once, by max or min"],
    ["max by (instance) (microcalc_jobs)", "microcalc_jobs is taken once for each instance"],
    ['job:b:ratio{instance=~".+"}', "job:b:ratio has no label instance"],
  ])("%s is wrong: %s", (text, problem) => {
    expect(of(text)).toContain(problem);
  });
});
