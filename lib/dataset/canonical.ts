import { featureKeys } from "../features";
import type { Dataset } from "./dataset";

/**
 * The rows as one text that is the same for every published form of the file: no header, shortest decimal that reads
 * back as the same number, label 1 or -1, a line feed after each row. Its hash tells whether the rows are the ones
 * expected, in their order.
 */
export function canonicalText({ values, labels }: Dataset): string {
  const width = featureKeys.length;
  const lines = Array.from(labels, (label, row) => {
    const cells = values.subarray(row * width, (row + 1) * width).join(",");
    return `${cells},${label === 1 ? "1" : "-1"}\n`;
  });
  return lines.join("");
}
