import type { OperationTable } from "./operation";
import { datasetOperations } from "./operations/datasets";
import { modelOperations } from "./operations/models";
import { outcomeOperations } from "./operations/outcomes";
import { predictionOperations } from "./operations/predictions";
import {
  caseOperations,
  caseRecordOperations,
  monitoringOperations,
  serviceOperations,
} from "./operations/service";
import { trainingOperations } from "./operations/training";

/** Where the operations are. */
export const restPrefix = "/api/v1";

/** A group of operations, as the documentation shows it. */
export interface Subject {
  readonly tag: string;
  readonly description: string;
  readonly operations: OperationTable;
}

/** Every procedure that is reached over REST, and how. */
export const subjects: readonly Subject[] = [
  {
    tag: "Predictions",
    description: "Candidate regions, what the model said of them, and what they were found to be.",
    operations: predictionOperations,
  },
  {
    tag: "Outcomes",
    description: "What is still open, and files of outcomes.",
    operations: outcomeOperations,
  },
  { tag: "Cases", description: "Known cases to compare with.", operations: caseOperations },
  {
    tag: "Case records",
    description: "What is held on a case, and its erasure.",
    operations: caseRecordOperations,
  },
  {
    tag: "Models",
    description: "Versions, their cards, and the names they go by.",
    operations: modelOperations,
  },
  { tag: "Data sets", description: "Files of rows to train on.", operations: datasetOperations },
  { tag: "Training", description: "Runs that make a new version.", operations: trainingOperations },
  { tag: "Monitoring", description: "How the model does.", operations: monitoringOperations },
  { tag: "Service", description: "The server, and who asks it.", operations: serviceOperations },
];

/** Procedures that are not. */
export const withoutRest: ReadonlySet<string> = new Set([
  // A stream that lasts as long as somebody listens.
  "training.events",
  // Of people at a browser: a program has a key, and is kept by one of them.
  ...["current", "list", "revoke", "setUp", "signIn", "signOut", "touch", "verifyCode"].map(
    (name) => `session.${name}`,
  ),
  ...["changePassword", "confirmSecondFactor", "endSecondFactor", "startSecondFactor"].map(
    (name) => `account.${name}`,
  ),
  ...["create", "list", "removeSecondFactor", "resetPassword", "update"].map((name) => `accounts.${name}`),
  ...["create", "list", "revoke"].map((name) => `apiKeys.${name}`),
  // The command exports the trail, for programs as well.
  "audit.head",
  "audit.list",
]);

/** Addresses under which a procedure is called, over REST and tRPC. */
export function addressesOf(procedure: string): string[] {
  const rest = subjects.flatMap(({ operations }) => operations[procedure] ?? []);
  return [`/api/trpc/${procedure}`, ...rest.map(({ path }) => restPrefix + path)];
}
