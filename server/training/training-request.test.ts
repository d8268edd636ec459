import { expect, test } from "vitest";
import { toTrainRequest } from "./training-request";

const dataset = { values: new Float64Array(6), labels: new Uint8Array(1) };
const data = { name: "mammography.csv", sha256: "0".repeat(64) };
const options = { variant: "extra-trees-root", trees: 100, folds: 5, seed: 1 } as const;
const commandFor = (changes: Partial<Parameters<typeof toTrainRequest>[0]>) =>
  toTrainRequest({ data, options, points: [], ...changes }, dataset).command;

test("a run of the defaults is the command that one would type", () => {
  expect(commandFor({})).toBe(
    "npm run train -- --data data/mammography.csv --out data/model --variant extra-trees-root --trees 100 " +
      "--use balanced --folds 5 --seed 1",
  );
});

test("everything that was asked for is in the command, and in what is trained", () => {
  const changes = { minNumSamples: 4, positiveWeight: 2.5, featuresPerNode: 3, maxFeatures: 5 };
  const asked = {
    data,
    options: { ...options, ...changes },
    points: [{ name: "triage", kind: "recall", value: 0.95 } as const],
  };
  const request = toTrainRequest(asked, dataset);
  for (const part of ["--leaf 4", "--positive-weight 2.5", "--features-per-node 3", "--max-features 5"])
    expect(request.command).toContain(part);
  expect(request.command).toContain("--point triage=recall:0.95");
  expect(request.options).toMatchObject(changes);
  expect(request.rules).toContainEqual({ name: "triage", kind: "recall", atLeast: 0.95 });
});

test("a name that a shell would take apart is quoted", () => {
  expect(commandFor({ data: { ...data, name: "Anne's file.csv + 3 outcomes" } })).toContain(
    "--data 'data/Anne'\\''s file.csv + 3 outcomes' --out",
  );
});
