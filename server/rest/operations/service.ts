import type { OperationTable } from "../operation";
import { exampleValues } from "./example-values";

const { features } = exampleValues;

export const caseOperations: OperationTable = {
  "cases.nearest": [
    {
      method: "POST",
      path: "/cases/nearest",
      summary: "Finds the known candidates nearest to one.",
      example: { features, limit: 6 },
    },
  ],
};

const caseReference = "CASE 4711";

export const caseRecordOperations: OperationTable = {
  "caseRecords.held": [
    {
      method: "POST",
      path: "/case-records/search",
      summary: "Tells how much is held on a case.",
      description: "By the whole reference. Zeros where nothing is.",
      example: { caseReference },
    },
  ],
  "caseRecords.erase": [
    {
      method: "POST",
      path: "/case-records/erase",
      summary: "Erases what leads from predictions to a case: its reference, and what people wrote.",
      description:
        "Inputs, scores and outcomes stay, of nobody's. It cannot be undone, and is right when sent twice.",
      example: { caseReference, reason: "request" },
    },
  ],
};

export const monitoringOperations: OperationTable = {
  "trends.windows": [
    {
      method: "GET",
      path: "/trends",
      summary: "Tells the model's realised and estimated quality over windows of days.",
      example: { by: "week" },
    },
  ],
  "drift.report": [
    {
      method: "GET",
      path: "/drift",
      summary: "Compares recent candidates with those the model was trained on.",
      example: { by: "count", size: 200 },
    },
  ],
};

export const serviceOperations: OperationTable = {
  "identity.current": [{ method: "GET", path: "/identity", summary: "Tells who the caller is." }],
  "status.current": [
    { method: "GET", path: "/status", summary: "Tells how database, queue, canary and alerts do." },
  ],
};
