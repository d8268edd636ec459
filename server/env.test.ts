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

test("the canary's interval is 0 or half a second at least", () => {
  const interval = (value: string) => readEnvironment({ CANARY_INTERVAL_MS: value }).CANARY_INTERVAL_MS;
  expect(["", "0", "500"].map(interval)).toEqual([30_000, 0, 500]);
  for (const wrong of ["499", "-1", "1000.5", "3600001", "soon"])
    expect(() => interval(wrong)).toThrow(/CANARY_INTERVAL_MS/);
});

test("addresses of Alertmanager and Grafana are of the web, and without a password", () => {
  const read = (value: string) => readEnvironment({ GRAFANA_URL: value, ALERTMANAGER_URL: value });
  for (const right of [
    "http://alertmanager:9093",
    "https://ops.example/grafana/?orgId=1",
    "http://[::1]:3001",
  ])
    expect(read(right)).toMatchObject({ GRAFANA_URL: right, ALERTMANAGER_URL: right });
  for (const wrong of [
    "javascript:alert(1)",
    "ops.example",
    "http://",
    "http://a b",
    "http://u:hunter2@ops.example",
  ]) {
    expect(() => read(wrong)).toThrow(/GRAFANA_URL/);
    expect(() => read(wrong)).not.toThrow(/hunter2/);
  }
});

test("a public address is scheme, host and port", () => {
  const read = (value: string) => readEnvironment({ PUBLIC_URL: value }).PUBLIC_URL;
  for (const right of ["https://microcalc.example", "http://localhost:3000/"])
    expect(read(right)).toBe(right);
  for (const wrong of [
    "microcalc.example",
    "https://u:hunter2@h",
    "https://h/below",
    "https://h?x",
    "ftp://h",
  ])
    expect(() => read(wrong)).toThrow(/PUBLIC_URL/);
});

test("trusted proxies are addresses and networks, and none without being named", () => {
  expect(readEnvironment({}).TRUSTED_PROXIES).toEqual([]);
  expect(readEnvironment({ TRUSTED_PROXIES: "10.0.0.0/8, ::1" }).TRUSTED_PROXIES).toEqual([
    "10.0.0.0/8",
    "::1",
  ]);
  for (const wrong of ["proxy.example", "10.0.0.0/8,", "10.0.0.0/33", "*", "true"])
    expect(() => readEnvironment({ TRUSTED_PROXIES: wrong })).toThrow(/TRUSTED_PROXIES/);
});
