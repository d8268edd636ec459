import type { DatasetError, LineFault } from "../../lib/dataset/dataset-error";
import { featureLimit, features } from "../../lib/features";
import type { Translate } from "./messages";

/** One thing wrong with a file that was sent: where, what stands there, and what would do, in the reader's language. */
interface FileFault {
  /** Counted from 1, as editors do. */
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly accepted: string;
}

/** What is wrong with a file, the first faults of it. */
export interface FileProblem {
  readonly name: string;
  readonly faults: readonly FileFault[];
  /** Faults beyond the ones told. */
  readonly more: number;
}

const header = [...features.map(({ column }) => column), "Microcalcifications"].join(",");

function acceptedOf(fault: LineFault, t: Translate): string {
  const kind = fault.kind ?? "other";
  if (kind === "header" && fault.missing !== undefined && fault.missing.length > 0) {
    return t("errors.file.accepted.headerMissing", { header, missing: fault.missing.join(", ") });
  }
  if (kind === "other") return fault.accepted;
  return t(`errors.file.accepted.${kind}`, { header, limit: featureLimit, count: features.length + 1 });
}

function toFileFault(fault: LineFault, t: Translate): FileFault {
  const { kind, line, column, cells } = fault;
  const whole = kind === "header" || kind === "cells" || kind === "no_row";
  return {
    line,
    column: whole ? t(`errors.file.column.${kind}`) : column,
    value:
      cells !== undefined
        ? t("errors.file.cells", { count: cells })
        : kind === "no_row"
          ? t("errors.file.noRow")
          : fault.value,
    accepted: acceptedOf(fault, t),
  };
}

/** The faults of a file as a table can show them. */
export function fileProblemOf(error: DatasetError, t: Translate): FileProblem {
  const faults = error.faults.map((fault) => toFileFault(fault, t));
  return { name: error.file, faults, more: error.found - faults.length };
}
