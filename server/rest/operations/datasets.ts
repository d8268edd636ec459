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
  "datasets.describe": [
    {
      method: "POST",
      path: "/datasets/{sha256}/description",
      summary: "Says what is known of a data set: source, labelling and limits of its rows.",
      description:
        "An empty text means not known. A model keeps what was said when it was trained; the words do not change its version.",
      errors: ["not_found"],
      example: {
        sha256,
        description: {
          source: { en: "Digital mammograms of our hospital, 2024.", fr: "" },
          labelling: { en: "Two radiologists, by agreement.", fr: "" },
          limits: { en: "One scanner only.", fr: "" },
        },
      },
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
