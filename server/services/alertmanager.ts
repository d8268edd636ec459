import { z } from "zod";
import type { ActiveAlert, Part, Status } from "../../lib/status";

type Alerts = Extract<NonNullable<Status["alerts"]>, { known: true }>["value"];

const timeOutMs = 2000;
/** More than this at once nobody reads. */
const shown = 20;

/** As much of Alertmanager's answer as is used; https://prometheus.io/docs/alerting/latest/alerts_api/ */
const answerSchema = z.array(
  z.object({
    labels: z.record(z.string(), z.string()),
    annotations: z.record(z.string(), z.string()),
    startsAt: z.coerce.date(),
  }),
);

/** A link that a browser opens as a page, and nothing else. */
function webAddress(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) ? url.href : null;
}

const toRunbook = (text = ""): ActiveAlert["runbook"] =>
  text === "" ? null : { text, url: webAddress(text) };

const toAlert = ({ labels, annotations, startsAt }: z.infer<typeof answerSchema>[number]): ActiveAlert => ({
  name: labels.alertname ?? "",
  severity: labels.severity === "critical" ? "critical" : "warning",
  summary: annotations.summary ?? "",
  since: startsAt.toISOString(),
  runbook: toRunbook(annotations.runbook_url),
});

const rank = ({ severity }: ActiveAlert) => (severity === "critical" ? 0 : 1);

/** Alerts of ours alone: an Alertmanager may be other systems' as well. */
function question(base: string): URL {
  const url = new URL(`${base.replace(/\/+$/, "")}/api/v2/alerts`);
  url.search = new URLSearchParams({
    ...{ active: "true", silenced: "false", inhibited: "false" },
    filter: 'alertname=~"Microcalc.*"',
  }).toString();
  return url;
}

/** The alerts that fire and that nobody has silenced, as an Alertmanager at this address tells them. Never throws. */
export async function readAlerts(base: string): Promise<Part<Alerts>> {
  const signal = AbortSignal.timeout(timeOutMs);
  const text = await fetch(question(base), { signal, redirect: "error" })
    .then((response) => (response.ok ? response.text() : null))
    .catch(() => undefined);
  if (text === undefined) return { known: false, why: "no_answer" };
  const answer = answerSchema.safeParse(parsed(text));
  if (!answer.success) return { known: false, why: "failed" };
  const items = answer.data
    .map(toAlert)
    .sort((a, b) => rank(a) - rank(b) || b.since.localeCompare(a.since) || a.name.localeCompare(b.name));
  return { known: true, value: { items: items.slice(0, shown), more: Math.max(0, items.length - shown) } };
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
