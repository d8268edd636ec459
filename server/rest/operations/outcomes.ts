import type { OperationTable } from "../operation";
import { exampleValues } from "./example-values";

const { outcomeFile: file, sha256 } = exampleValues;
const fileErrors = ["outcome_file", "file_encoding"] as const;

export const outcomeOperations: OperationTable = {
  "outcomes.open": [
    {
      method: "GET",
      path: "/outcomes/open",
      summary: "Lists the predictions that still have no outcome.",
      errors: ["invalid_cursor"],
      example: { order: "age", limit: 25 },
    },
  ],
  "outcomes.previewImport": [
    {
      method: "POST",
      path: "/outcomes/import-previews",
      summary: "Says what a file of outcomes would change, and writes nothing.",
      description:
        "The file is CSV with the columns `id` and `outcome`, and `date`, `note` and `timeZone` if wanted, in base64. `reading` says how it was read. Days are those of `timeZone`, UTC where it is left out, unless their line names another zone. `dateOrder` says how dates such as `03/04/2026` are meant where no date of the file shows it.",
      errors: fileErrors,
      example: { file },
    },
  ],
  "outcomes.import": [
    {
      method: "POST",
      path: "/outcomes/imports",
      status: 201,
      summary: "Writes the outcomes of a file whose preview was seen, all good lines or none.",
      description:
        "`fileSha256` is what the preview gave; send `timeZone` and `dateOrder` as for the preview. The same file twice is written once.",
      errors: fileErrors,
      example: { file, faultyLines: "refuse", fileSha256: sha256 },
    },
  ],
  "outcomes.readerAgreement": [
    {
      method: "GET",
      path: "/outcomes/reader-agreement",
      summary: "Tells how often readers and model agree, over days.",
      example: { from: "2026-01-01", to: "2026-01-31" },
    },
  ],
};
