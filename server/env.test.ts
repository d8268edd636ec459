import { expect, test } from "vitest";
import { readEnvironment } from "./env";

test("an empty environment gets the documented defaults", () => {
  expect(readEnvironment({})).toMatchObject({
    PORT: 3000,
    METRICS_PORT: 9464,
    MICROCALC_HOME: ".microcalc",
    ROLE: "all",
    HOST: "127.0.0.1",
  });
});

test("an empty variable counts as unset", () => {
  expect(readEnvironment({ DATABASE_URL: "", PORT: "" })).toMatchObject({ PORT: 3000 });
  expect(readEnvironment({ DATABASE_URL: "" }).DATABASE_URL).toBeUndefined();
});

test("every wrong variable is named in one error, and no secret is repeated", () => {
  const read = () => readEnvironment({ PORT: "http", DATABASE_URL: "mysql://u:hunter2@h/d", ROLE: "boss" });
  expect(read).toThrow(/PORT.*DATABASE_URL.*ROLE/);
  expect(read).not.toThrow(/hunter2/);
});

test("a token for the metrics is long enough not to be guessed, can stand in a header, and is not repeated", () => {
  const token = "0123456789abcdef";
  expect(readEnvironment({ METRICS_TOKEN: token }).METRICS_TOKEN).toBe(token);
  for (const wrong of ["hunter2", "hunter2 hunter2 hunter2", "hunter2-hunter2-\u00e9"]) {
    const read = () => readEnvironment({ METRICS_TOKEN: wrong });
    expect(read).toThrow(/METRICS_TOKEN: must be at least 16 characters/);
    expect(read).not.toThrow(/hunter2/);
  }
});
