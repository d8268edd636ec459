import type { Row } from "./board";
import { above } from "./panel-content";
import { lines, stack } from "./panels";
import { ofPeople, orZero, quantile, rate, series, share, sum } from "./queries";

const byRoute = (matchers = "") =>
  sum(rate("microcalc_http_requests_total", `${ofPeople}${matchers}`), "route");
/** As the alert on them reads it. */
const failedShare = share(
  sum(series("instance:microcalc_http_request_failures:rate5m")),
  sum(series("instance:microcalc_http_requests:rate5m")),
);

export const requestsRow: Row = {
  title: "Requests of people",
  panels: [
    stack({
      title: "Requests by route",
      description:
        "Requests per second of people and programs, by page or procedure; health probes, the canary and the files of the pages are left out. Follows the working day. A route that stops while others go on is worth a look at its failures.",
      unit: "reqps",
      queries: { "{{route}}": byRoute() },
      width: 8,
      min: 0,
    }),
    stack({
      title: "Answers by status",
      description:
        "The same requests by the class of their answer: 2xx done, 3xx elsewhere, 4xx refused with a reason, 5xx failed, aborted given up by who sent them. Mostly 2xx is normal; 4xx are explained in Inputs refused.",
      unit: "reqps",
      queries: { "{{status}}": sum(rate("microcalc_http_requests_total", ofPeople), "status") },
      width: 8,
      min: 0,
    }),
    lines({
      title: "Failures by route",
      description:
        "Answers of status 5xx per second, by route. Zero everywhere is normal. All routes at once: see the database on the board Platform; one route: its log lines, by request number.",
      unit: "reqps",
      queries: { "{{route}}": orZero(byRoute(',status="5xx"'), byRoute()) },
      width: 8,
      min: 0,
    }),
    lines({
      title: "Latency",
      description:
        "Half, 95 % and 99 % of the requests that did not fail were answered within this time, all routes together. Well below the dashed quarter of a second is normal. If it rises, see Latency by route and the event loop on the board Platform.",
      unit: "s",
      queries: Object.fromEntries(
        [0.5, 0.95, 0.99].map((of) => [
          `p${of * 100}`,
          quantile(of, "microcalc_http_request_duration_seconds", { matchers: ofPeople }),
        ]),
      ),
      width: 8,
      min: 0,
      steps: above(0.25, 1.5),
    }),
    lines({
      title: "Latency by route",
      description:
        "95 % of the requests of a route that did not fail were answered within this time. Pages and exports may take longer than a prediction (predictions.create), whose objective is the dashed quarter of a second.",
      unit: "s",
      queries: {
        "{{route}}": quantile(0.95, "microcalc_http_request_duration_seconds", {
          matchers: ofPeople,
          by: "route",
        }),
      },
      width: 8,
      min: 0,
      steps: above(0.25, 1.5),
    }),
    lines({
      title: "Requests in progress",
      description:
        "Requests begun and not yet answered, and streams of events that somebody listens to, all processes together. A few is normal; requests that pile up wait for the database or a busy event loop, see the board Platform.",
      unit: "short",
      queries: {
        "in flight": sum(series("microcalc_http_requests_in_flight")),
        "event streams": sum(series("microcalc_http_event_streams")),
      },
      width: 8,
      min: 0,
      decimals: 0,
    }),
    lines({
      title: "Share that fails",
      description:
        "Share of all requests of people in five minutes that were answered with status 5xx. None is normal; an alert fires above the upper dashed line of 5 %. Where they fail is in Failures by route.",
      unit: "percentunit",
      queries: { failed: failedShare },
      width: 12,
      min: 0,
      max: 1,
      steps: above(0.01, 0.05),
    }),
    lines({
      title: "Requests turned away",
      description:
        "Requests per second that were told to come back before anything was done for them. With 503, by what there was too much of: requests in flight, streams of events, statements that wait for a connection. With 429, by whose were too many: an account, a key, an address, or those that cost much. None is normal. Statements: see the pool on the board Platform. Requests: add a replica. Too many of an account or a key: somebody's program runs wild, see the page Audit; RATE_LIMIT_PER_MINUTE.",
      unit: "reqps",
      queries: {
        "{{reason}}": sum(rate("microcalc_requests_shed_total"), "reason"),
        "too many, {{by}}": sum(rate("microcalc_requests_limited_total"), "by"),
      },
      width: 12,
      min: 0,
    }),
  ],
};
