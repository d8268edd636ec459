import type { ZodError } from "zod";
import { featureKeys } from "../../lib/features";
import type { Issue } from "../../lib/issue";
import type { Translate } from "./messages";

type ZodIssue = ZodError["issues"][number];

const shown = 20;
const valueLength = 40;
/** What may identify a case or hold free text is not repeated in an error. */
const secret = new Set([
  "base64",
  "caseReference",
  "note",
  "reason",
  "overruleReason",
  "password",
  "currentPassword",
  "newPassword",
  "token",
  "code",
]);

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

/** A structure is not written out: it may be nested deeper than any writer can follow. */
const shape = (value: object) => (Array.isArray(value) ? "[…]" : "{…}");

function show(value: unknown, field: string): string | null {
  if (value === undefined || secret.has(field)) return null;
  const text = typeof value === "object" && value !== null ? shape(value) : String(value);
  return text.length > valueLength ? `${text.slice(0, valueLength)}…` : text;
}

/** What a type is called in a sentence; the rest are texts. */
const typeNames: Partial<Record<string, "number" | "object" | "list" | "boolean">> = {
  number: "number",
  int: "number",
  object: "object",
  array: "list",
  boolean: "boolean",
};

function acceptedSize(issue: ZodIssue & { code: "too_big" | "too_small" }, t: Translate): string {
  const [end, limit] =
    issue.code === "too_big" ? ["Most", Number(issue.maximum)] : ["Least", Number(issue.minimum)];
  if (issue.origin === "string") return t("errors.acceptedLength", { limit });
  return t(issue.origin === "array" ? `errors.listAt${end}` : `errors.at${end}`, { limit });
}

/** What would have been accepted, as the end of a sentence. */
function accepted(issue: ZodIssue, field: string, t: Translate): string {
  switch (issue.code) {
    case "too_big":
    case "too_small":
      return acceptedSize(issue, t);
    case "invalid_type":
      return t(`errors.accepted.${typeNames[issue.expected] ?? "text"}`);
    case "invalid_value":
      return t("errors.acceptedValues", { values: issue.values.map(String).join(", ") });
    case "invalid_format":
      return t(`errors.format.${formatOf(issue.format, field)}`);
    default:
      return field === "base64" || field === "reason" || field === "timeZone"
        ? t(`errors.format.${field}`)
        : t("errors.accepted.documented");
  }
}

function formatOf(format: string, field: string): string {
  if (field === "reason" || field === "overruleReason") return "note";
  if (field === "caseReference" || field === "note" || field === "idempotencyKey") return field;
  if (format === "date" || field === "observedOn") return "date";
  if (field === "from" || field === "to") return "datetime";
  if (field === "sha256" || field === "fileSha256") return "sha256";
  if (format === "modelName" || format === "displayName") return format;
  if (field === "name") return "fileName";
  return format === "uuid" || format === "datetime" ? format : "other";
}

function label(field: string, t: Translate): string {
  return (featureKeys as readonly string[]).includes(field) ? t(`features.${field}.label`) : field;
}

function toIssues(issue: ZodIssue, input: unknown, t: Translate): Issue[] {
  const at = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.slice(0, shown).map((key) => {
      const name = show(key, "") ?? "";
      return {
        field: [...at, name].join("."),
        value: null,
        message: t("errors.unknownField", { field: name }),
      };
    });
  }
  const field = at.at(-1);
  if (field === undefined) return [{ field: null, value: null, message: t("errors.notAnObject") }];
  const raw = valueAt(input, issue.path);
  const value = show(raw, field);
  const sentence =
    raw === undefined ? "errors.missing" : value === null ? "errors.refusedUnsaid" : "errors.refused";
  const values = { field: label(field, t), value: value ?? "", accepted: accepted(issue, field, t) };
  return [{ field: at.join("."), value, message: t(sentence, values) }];
}

/** Every fault of an input, the first 20, each as a sentence of its own. */
export function issuesOf(error: ZodError, input: unknown, t: Translate): Issue[] {
  return error.issues.flatMap((issue) => toIssues(issue, input, t)).slice(0, shown);
}
