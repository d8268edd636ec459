import type { OperationTable } from "../operation";
import { exampleValues } from "./example-values";

const { id, sha256 } = exampleValues;

export const trainingOperations: OperationTable = {
  "training.material": [
    {
      method: "GET",
      path: "/training/material",
      summary: "Lists the data sets one can train on, and the outcomes that could be added.",
    },
  ],
  "training.list": [
    {
      method: "GET",
      path: "/training/runs",
      summary: "Lists training runs, the latest first.",
      errors: ["invalid_cursor"],
      example: { limit: 25 },
    },
  ],
  "training.start": [
    {
      method: "POST",
      path: "/training/runs",
      status: 201,
      summary: "Queues a training run.",
      description: "It is done when its `status` says so; ask for it by its id.",
      errors: [
        ...["idempotency_conflict", "not_found", "outcomes_not_added"],
        ...["too_few_vectors", "training_unavailable"],
      ],
      example: {
        idempotencyKey: "a-key-for-a-run",
        dataset: sha256,
        outcomes: "leave_out",
        options: { trees: 100, folds: 5 },
        note: "A first try.",
      },
    },
  ],
  "training.byId": [
    {
      method: "GET",
      path: "/training/runs/{id}",
      summary: "Gives one training run with its progress.",
      errors: ["not_found"],
      example: { id },
    },
  ],
  "training.cancel": [
    {
      method: "POST",
      path: "/training/runs/{id}/cancel",
      summary: "Asks a training run to stop.",
      description: "It takes no body. A run that has ended stays as it is.",
      errors: ["not_found"],
      example: { id },
    },
  ],
};
