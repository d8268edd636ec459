import type { OperationTable } from "../operation";
import { exampleValues } from "./example-values";

const { sha256 } = exampleValues;
const fileErrors = ["file_faults", "file_encoding", "file_too_large"] as const;

export const datasetOperations: OperationTable = {
  "datasets.list": [
    {
      method: "GET",
      path: "/datasets",
      summary: "Lists the data sets known here, the latest first.",
      errors: ["invalid_cursor"],
      example: { limit: 25 },
    },
  ],
  "datasets.upload": [
    {
      method: "POST",
      path: "/datasets",
      status: 201,
      summary: "Keeps a file of rows, sent in base64.",
      description: "CSV or ARFF: six features and the label, 1 or -1. The same file twice is kept once.",
      errors: fileErrors,
      example: {
        name: "mine.csv",
        base64: "MC40LC0wLjMsLTAuMzUsMS41LDIuNSwxLjMsMQotMC40LDAuMywwLjM1LC0wLjUsLTAuMiwwLjMsLTEK",
      },
    },
  ],
  "datasets.homeFiles": [
    {
      method: "GET",
      path: "/datasets/home-files",
      summary: "Lists the files in the server's folder of data sets.",
    },
  ],
  "datasets.takeHomeFile": [
    {
      method: "POST",
      path: "/datasets/home-files",
      status: 201,
      summary: "Keeps a file of the server's folder of data sets.",
      errors: ["home_file", ...fileErrors],
      example: { name: "mine.csv" },
    },
  ],
  "datasets.profile": [
    {
      method: "GET",
      path: "/datasets/{sha256}",
      summary: "Describes a data set in counts and quantiles, without a row of it.",
      errors: ["not_found"],
      example: { sha256 },
    },
  ],
  "datasets.removeContent": [
    {
      method: "DELETE",
      path: "/datasets/{sha256}/content",
      summary: "Forgets the rows of a data set; its description stays.",
      errors: ["not_found", "dataset_in_use"],
      example: { sha256 },
    },
  ],
};
