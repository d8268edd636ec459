import type { OperationTable } from "../operation";
import { exampleValues } from "./example-values";

const { version, champion, features } = exampleValues;
const reason = "Better recall at one per cent false positives.";
const moved = ["name_moved", "unloadable_model"] as const;

const reading: OperationTable = {
  "models.list": [
    {
      method: "GET",
      path: "/models",
      summary: "Lists the registered model versions, the newest first.",
      errors: ["invalid_cursor"],
      example: { limit: 25 },
    },
  ],
  "models.current": [
    { method: "GET", path: "/models/current", summary: "Gives the model that answers now, with its card." },
  ],
  "models.names": [
    {
      method: "GET",
      path: "/models/names",
      summary: "Lists the names that point at versions, such as champion.",
    },
  ],
  "models.moves": [
    {
      method: "GET",
      path: "/models/moves",
      summary: "Lists the moves of names between versions, the latest first.",
      errors: ["invalid_cursor"],
      example: { name: "champion", limit: 25 },
    },
  ],
  "models.compare": [
    {
      method: "GET",
      path: "/models/comparison",
      summary: "Compares two registered versions on the same held-out rows.",
      errors: ["not_found", "same_model"],
      example: { a: champion, b: version },
    },
  ],
  "models.byVersion": [
    {
      method: "GET",
      path: "/models/{version}",
      summary: "Gives one registered model with its card.",
      errors: ["not_found"],
      example: { version },
    },
  ],
  "models.gate": [
    {
      method: "GET",
      path: "/models/{version}/gate",
      summary: "Says whether a version may become champion.",
      errors: ["not_found", "already_named"],
      example: { version },
    },
  ],
  "models.path": [
    {
      method: "POST",
      path: "/models/current/trees/{tree}/path",
      summary: "Shows a candidate's way through one tree of the model in use.",
      errors: ["unknown_tree"],
      example: { tree: 1, features },
    },
  ],
};

const moving: OperationTable = {
  "models.promote": [
    {
      method: "POST",
      path: "/models/{version}/promotions",
      status: 201,
      summary: "Makes a version champion, past the gate.",
      description:
        "`expectedChampion` is the version that was seen as champion: if somebody moved the name meanwhile, nothing is written. `overruleReason` is needed where the gate refuses, and without effect where it does not.",
      errors: ["not_found", "already_named", "gate_refused", ...moved],
      example: {
        version,
        reason,
        expectedChampion: champion,
        overruleReason: "The gate lacks figures for this version; they were looked at by hand.",
      },
    },
  ],
  "models.rollBack": [
    {
      method: "POST",
      path: "/models/names/champion/roll-backs",
      status: 201,
      summary: "Puts the version back that was champion before; after a roll back, the one before that.",
      errors: ["nothing_before", "roll_back_target", ...moved],
      example: { to: champion, reason: "Too many false positives.", expectedChampion: version },
    },
  ],
  "models.assign": [
    {
      method: "POST",
      path: "/models/names/{name}/assignments",
      status: 201,
      summary: "Points a name other than champion at a version.",
      description:
        "`expected` is the version the name was seen to point at, `null` where it pointed at none.",
      errors: ["not_found", "already_named", ...moved],
      example: { name: "challenger", version, reason, expected: null },
    },
  ],
  "models.clear": [
    {
      method: "POST",
      path: "/models/names/{name}/clearances",
      status: 201,
      summary: "Takes a name other than champion off its version.",
      errors: ["name_moved"],
      example: { name: "challenger", reason: "The trial is over.", expected: version },
    },
  ],
};

export const modelOperations: OperationTable = { ...reading, ...moving };
