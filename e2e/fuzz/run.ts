import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import pg from "pg";
import { permissions } from "../../server/auth/permissions";
import { each } from "../each";
import { tableStates } from "../table-states";
import { type Actor, actors, type Cast, shutOut } from "./cast";
import { type FuzzRequest, fuzzRequests } from "./requests";
import { createFuzzSender, type FuzzAnswer } from "./send";

export interface FuzzOptions {
  readonly url: string;
  readonly databaseUrl: string;
  readonly cast: Cast;
  readonly seed: number;
  readonly requests: number;
  /** Told of every request that was answered. */
  done(count: number): void;
}

/** A request that was not answered as any request is to be. */
export interface FuzzFailure {
  readonly what: string;
  readonly request: FuzzRequest | null;
  readonly actor: Actor | null;
  readonly answer: FuzzAnswer | null;
}

export interface FuzzReport {
  readonly sent: number;
  /** Answers by the kind of request and the class of their status. */
  readonly answers: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** The same by who asked. */
  readonly byActor: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Of what every table was compared before and after, as all of it had to be refused. */
  readonly refused: number;
  /** Answers of 503 after which the same was sent again: of a machine with too much else to do. */
  readonly putOff: number;
  readonly failure: FuzzFailure | null;
}

/** Times that a request is sent again that the server was too busy for. */
const patience = 3;
const isPutOff = ({ status, text }: FuzzAnswer) =>
  status === 503 && /"(?:database_\w+|disk_full|overloaded)"/.test(text);

/** Below the connections that the server has to its database: queueing is another test's matter. */
const inFlight = 8;
const chunk = 500;
/** One chunk of so many is of requests that are to be refused, whoever they come from. */
const refusedEvery = 5;

/** What no answer may tell: where we stand, what we are made of. */
const tellsInternals = /PrismaClient|node_modules|\n\s+at \S+ \(|postgres(?:ql)?:\/\/|SELECT .* FROM /;

/** About getting in: what those may ask for who are shut out. */
const isOpen = (operation: string) =>
  (permissions as Record<string, unknown>)[operation] === "anyone" ||
  ["account.changePassword", "session.touch"].includes(operation);

/** Mostly somebody who gets far enough in to do harm. */
const someActor = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Actor>("administrator") },
  { weight: 2, arbitrary: fc.constantFrom<Actor>("clinician", "data_scientist", "service") },
  { weight: 2, arbitrary: fc.constantFrom(...actors) },
);

type Turn = readonly [actor: Actor, request: FuzzRequest];

function grantedTo(actor: Actor, operation: string): boolean {
  const grants = (permissions as Record<string, unknown>)[operation] ?? {};
  return grants === "anyone" || Object.hasOwn(grants as object, actor);
}

/** Whether all that it asks for is refused to whoever asks. */
const isRefused = ([actor, { operations }]: Turn) =>
  actor !== "narrowed key" &&
  operations.every((one) => !isOpen(one) && (shutOut.includes(actor) || !grantedTo(actor, one)));

function count(counts: Map<string, Map<string, number>>, row: string, status: number): void {
  const column = status === 0 ? "none" : `${Math.floor(status / 100)}xx`;
  const found = counts.get(row) ?? new Map<string, number>();
  counts.set(row, found.set(column, (found.get(column) ?? 0) + 1));
}

function faultOf(turn: Turn, { status, text }: FuzzAnswer): string | null {
  if (status === 0) return "There was no answer.";
  if (status >= 500) return `It was answered with ${status}.`;
  if (tellsInternals.test(text)) return "The answer tells of what is inside.";
  const isStatusOfBatch = turn[1].operations.length > 1;
  if (isRefused(turn) && status < 300 && !isStatusOfBatch) return "It was let in, and should not have been.";
  return null;
}

/** Sends requests of a seed in chunks, until all are answered or one is not as it should be. */
export async function fuzz(options: FuzzOptions): Promise<FuzzReport> {
  const { url, cast, seed, requests, done } = options;
  const sender = createFuzzSender(url, inFlight);
  const database = new pg.Client({ connectionString: options.databaseUrl });
  await database.connect();
  const turns = fc.tuple(someActor, fuzzRequests(cast.known));
  const [answers, byActor] = [new Map<string, Map<string, number>>(), new Map<string, Map<string, number>>()];
  let [sent, refused, putOff] = [0, 0, 0];
  let failure: FuzzFailure | null = null;

  const one = async (turn: Turn): Promise<void> => {
    if (failure !== null) return;
    const [actor, request] = turn;
    let answer = await sender.send(request, cast.credentialsOf(actor));
    for (let time = 0; time < patience && isPutOff(answer); time++) {
      putOff += 1;
      await sleep(2000);
      answer = await sender.send(request, cast.credentialsOf(actor));
    }
    sent += 1;
    count(answers, request.kind, answer.status);
    count(byActor, actor, answer.status);
    const what = faultOf(turn, answer);
    if (what !== null) failure ??= { what, request, actor, answer };
    if (request.operations.includes("session.signOut")) await cast.renew(actor);
    done(1);
  };

  try {
    for (let index = 0; sent < requests && failure === null; index++) {
      const size = Math.min(chunk, requests - sent);
      const onlyRefused = index % refusedEvery === refusedEvery - 1;
      const drawn = fc.sample(onlyRefused ? turns.filter(isRefused) : turns, {
        ...{ seed: seed + index, numRuns: size },
      });
      const before = onlyRefused ? await tableStates(database) : null;
      await each(drawn, inFlight, one);
      if (before !== null) {
        refused += size;
        const after = await tableStates(database);
        const moved = Object.keys(after).filter((name) => before[name] !== after[name]);
        const what = `Refused requests have changed ${moved.join(", ")}.`;
        if (moved.length > 0) failure ??= { what, request: null, actor: null, answer: null };
      }
      for (const actor of actors) await cast.renewIfEnded(actor);
    }
  } finally {
    sender.close();
    await database.end();
  }
  return { sent, answers, byActor, refused, putOff, failure };
}
