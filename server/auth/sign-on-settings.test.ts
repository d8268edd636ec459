import { expect, test } from "vitest";
import { readEnvironment } from "../env";
import { signOnSettingsOf } from "./sign-on-settings";

const whole = {
  OIDC_ISSUER: "https://login.hospital.example/realms/staff",
  OIDC_CLIENT_ID: "microcalc",
  OIDC_CLIENT_SECRET: "hunter2",
  PUBLIC_URL: "https://microcalc.hospital.example/",
};

test("the whole of them is a sign-on, under the name of the server's host where it has no other", () => {
  const settings = (more: object) => signOnSettingsOf(readEnvironment({ ...whole, ...more }));
  expect(settings({})).toEqual({
    ...{ issuer: whole.OIDC_ISSUER, clientId: "microcalc", clientSecret: "hunter2" },
    ...{ name: "login.hospital.example", publicUrl: "https://microcalc.hospital.example" },
  });
  expect(settings({ OIDC_NAME: "St. Mary’s" })?.name).toBe("St. Mary’s");
});

test("none of them is no sign-on", () => {
  expect(signOnSettingsOf(readEnvironment({ PUBLIC_URL: whole.PUBLIC_URL }))).toBeNull();
});

test.for(Object.keys(whole))(
  "half of them is refused in a sentence that names what is missing: %s",
  (missing) => {
    const read = () => readEnvironment({ ...whole, [missing]: "" });
    expect(read).toThrow(`${missing}: is missing; sign-on needs`);
    expect(read).not.toThrow(/hunter2/);
  },
);

test("a name alone is half of them", () => {
  expect(() => readEnvironment({ OIDC_NAME: "St. Mary’s" })).toThrow(/OIDC_ISSUER: is missing/);
});

test.for([
  "http://login.hospital.example",
  "http://localhost.hospital.example",
  "http://127.0.0.1.nip.io",
  "https://u:hunter2@login.hospital.example",
  "https://login.hospital.example/?tenant=1",
  "https://login.hospital.example/#a",
  "login.hospital.example",
  "javascript:alert(1)",
])("an issuer is an encrypted address without name, password, query and fragment, not %s", (OIDC_ISSUER) => {
  expect(() => readEnvironment({ ...whole, OIDC_ISSUER })).toThrow(/OIDC_ISSUER: must/);
});

test.for([
  "http://localhost:8080/realms/a",
  "http://127.0.0.1:8080",
  "http://[::1]:8080/",
  "HTTPS://a.example",
])("an issuer on this machine may be without encryption: %s", (OIDC_ISSUER) =>
  expect(readEnvironment({ ...whole, OIDC_ISSUER }).OIDC_ISSUER).toBe(OIDC_ISSUER),
);
