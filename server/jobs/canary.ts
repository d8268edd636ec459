import { randomUUID } from "node:crypto";
import { request } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { type CanaryFault, canaryAnswerSchema, canaryFeatures } from "../../lib/canary";
import { toVector } from "../../lib/features";
import { assess } from "../../lib/model/model";
import type { CreatePrediction } from "../../lib/prediction";
import type { CanaryRun } from "../observability/canary-record";
import type { Dependencies } from "../services/dependencies";
import type { ServedModel } from "../services/models";

export interface CanaryOptions {
  /** What the front door listens on. */
  readonly address: AddressInfo;
  /** What the process knows itself by. */
  readonly headers: Readonly<Record<string, string>>;
  /** From the beginning of one run to that of the next, in milliseconds. */
  readonly intervalMs: number;
}

type Deps = Pick<Dependencies, "canary" | "log" | "models" | "now" | "stopping">;

/** Above every limit that a statement has, so that what the database did to it is answered rather than cut off. */
const timeOutMs = 10_000;

const everyAddress: Readonly<Record<string, string>> = { "0.0.0.0": "127.0.0.1", "::": "::1" };

/** Where a server that listens there is reached from its own machine. */
const ownHost = ({ address }: Pick<AddressInfo, "address">): string => everyAddress[address] ?? address;

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Over a connection of its own, so that a door that takes no new ones shows. */
function ask({ address, headers }: CanaryOptions, body: CreatePrediction, signal: AbortSignal) {
  return new Promise<Answer>((resolve, reject) => {
    const sent = request({
      ...{ host: ownHost(address), port: address.port, agent: false, signal },
      ...{ method: "POST", path: "/api/trpc/canary.assess" },
      headers: { ...headers, "Content-Type": "application/json" },
    });
    sent.once("error", reject).once("response", (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      response.once("error", reject);
      response.once("end", () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.end(JSON.stringify(body));
  });
}

const wireSchema = z.object({ result: z.object({ data: canaryAnswerSchema }) });

function readAnswer(text: string) {
  try {
    return wireSchema.parse(JSON.parse(text)).result.data;
  } catch {
    return null;
  }
}

/** `models` are those that may have answered: the champion can change on the way. */
function faultOf({ status, text }: Answer, models: readonly ServedModel[]): CanaryFault | null {
  if (status !== 200) return "refused";
  const answer = readAnswer(text);
  if (answer === null) return "malformed";
  const { probability, label, modelVersion } = answer;
  const model = models.find(({ card }) => card.version === modelVersion);
  if (model === undefined) return "differs";
  const expected = assess(model, toVector(canaryFeatures));
  return probability === expected.probability && label === expected.label ? null : "differs";
}

interface Finding {
  readonly fault: CanaryFault | null;
  /** 0 where nothing came back. */
  readonly status: number;
}

/** `null` where the process began to stop meanwhile. */
async function find(deps: Deps, options: CanaryOptions, stopping: AbortSignal): Promise<Finding | null> {
  const before = deps.models.champion();
  const body = { idempotencyKey: randomUUID(), features: canaryFeatures };
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(timeOutMs)]);
  const answer = await ask(options, body, signal).catch(() => null);
  if (stopping.aborted) return null;
  if (answer === null) return { fault: "no_answer", status: 0 };
  return { fault: faultOf(answer, [before, deps.models.champion()]), status: answer.status };
}

/** Says once that it fails, and once that it does no longer. */
function tell({ canary, log }: Deps, run: CanaryRun, status: number): void {
  const failedBefore = (canary.last()?.fault ?? null) !== null;
  const { fault, seconds } = run;
  if (fault !== null && !failedBefore) log.warn({ fault, status, seconds }, "the canary fails");
  if (fault === null && failedBefore) log.info({ seconds }, "the canary is answered again");
}

/**
 * Puts a made-up region to this very process through its front door, over and over, as a person would, and notes how it
 * was answered. One run at a time; the first begins at once.
 */
export function startCanary(deps: Deps, options: CanaryOptions): { stop(): Promise<void> } {
  const own = new AbortController();
  const stopping = AbortSignal.any([deps.stopping, own.signal]);
  deps.canary.begin(deps.now());
  const running = (async () => {
    while (!stopping.aborted) {
      const begun = performance.now();
      const finding = await find(deps, options, stopping);
      const took = performance.now() - begun;
      if (finding === null) return;
      const run = { endedAt: deps.now(), seconds: took / 1000, fault: finding.fault };
      tell(deps, run, finding.status);
      deps.canary.note(run);
      const rest = Math.max(0, options.intervalMs - took);
      await sleep(rest, undefined, { signal: stopping }).catch(() => undefined);
    }
  })();
  return {
    stop: async () => {
      own.abort();
      await running;
    },
  };
}
