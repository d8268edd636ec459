import fc from "fast-check";
import { personRoles, roles } from "../lib/accounts/role";
import {
  type Field,
  longerThan,
  none,
  notText,
  oneOfWords,
  optional,
  otherFieldsOf,
  required,
  uuid,
  whole,
} from "./malformed-fields";

const id = required(["id"], fc.oneof(uuid, fc.constant("null")));
const password = fc.oneof(notText, none, longerThan(1024));
const newPassword = fc.oneof(notText, none, longerThan(128), fc.constant('"too short"'));
const name = fc.oneof(notText, none, longerThan(100), fc.constant('"   "'));
const email = fc.oneof(
  notText,
  none,
  longerThan(254),
  fc.constantFrom('"a"', '"a@"', '"@b.org"', '"a b@c.org"', '"a@b"', '"a@b..org"'),
);
const code = fc.oneof(notText, none, longerThan(64));
const kind = oneOfWords(["authenticator", "recovery"]);
const scopes = fc.oneof(
  notText.filter((text) => text !== "[]"),
  fc.constantFrom('["A"]', '["a b"]', '[""]', "[null]", '["a.b"]'),
);

const accountFieldsOf: Readonly<Record<string, readonly Field[]>> = {
  "account.changePassword": [required(["currentPassword"], password), required(["newPassword"], newPassword)],
  "account.startSecondFactor": [required(["password"], password)],
  "account.confirmSecondFactor": [required(["code"], code)],
  "account.endSecondFactor": [required(["password"], password)],
  "accounts.create": [
    required(["name"], name),
    required(["email"], email),
    required(["role"], oneOfWords(personRoles)),
  ],
  "accounts.update": [id, optional("name", name), optional("role", oneOfWords(personRoles))],
  "accounts.removeSecondFactor": [id],
  "accounts.resetPassword": [id],
  "apiKeys.create": [
    required(["name"], name),
    required(["role"], oneOfWords(roles)),
    optional("scopes", scopes),
    optional("days", whole(1, 3650)),
  ],
  "apiKeys.revoke": [id],
  "session.revoke": [id],
  "session.setUp": [
    required(["token"], fc.oneof(notText, none, longerThan(200))),
    required(["name"], name),
    required(["email"], email),
    required(["password"], newPassword),
  ],
  "session.signIn": [
    required(["email"], fc.oneof(notText, none, longerThan(254))),
    required(["password"], password),
  ],
  "session.verifyCode": [required(["kind"], kind), required(["code"], code)],
};

/** Every procedure that takes an input, with its fields. */
export const fieldsOf: Readonly<Record<string, readonly Field[]>> = { ...otherFieldsOf, ...accountFieldsOf };

const somebody = "0190a3c0-0000-7000-8000-000000000000";
const person = { name: "Malformed", email: "malformed@example.org" };

/** Inputs that are right in form, and change nothing: nobody has this id. */
export const accountInputs: Readonly<Record<string, object>> = {
  "account.changePassword": { currentPassword: "not this one", newPassword: "another long password" },
  "account.startSecondFactor": { password: "not this one" },
  "account.confirmSecondFactor": { code: "000000" },
  "account.endSecondFactor": { password: "not this one" },
  "accounts.create": { ...person, role: "clinician" },
  "accounts.update": { id: somebody, name: "Malformed", role: "auditor" },
  "accounts.removeSecondFactor": { id: somebody },
  "accounts.resetPassword": { id: somebody },
  "apiKeys.create": { name: "malformed", role: "service", scopes: ["predictions"], days: 1 },
  "apiKeys.revoke": { id: somebody },
  "session.revoke": { id: somebody },
  "session.setUp": { token: "none", ...person, password: "a long password" },
  "session.signIn": { email: person.email, password: "not this one" },
  "session.verifyCode": { kind: "authenticator", code: "000000" },
};
