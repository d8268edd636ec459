import type { Role } from "../../lib/accounts/role";

/** Whose things a role reaches with an operation: everybody's, or what it made itself. */
export type Reach = "all" | "own";

/** `anyone` needs no account; a role that is not named may not. */
type Grants = "anyone" | Partial<Readonly<Record<Role, Reach>>>;

const all = <R extends Role>(...roles: R[]) =>
  Object.fromEntries(roles.map((role) => [role, "all"])) as Readonly<Record<R, "all">>;

const people = all("clinician", "data_scientist", "operator", "administrator", "auditor");
/** Whoever has an account looks after their own. */
const themselves = {
  clinician: "own",
  data_scientist: "own",
  operator: "own",
  administrator: "own",
  auditor: "own",
} as const;
const clinical = all("clinician", "administrator");
const readers = {
  ...all("clinician", "data_scientist", "administrator", "auditor"),
  service: "own",
} as const;
const modellers = all("data_scientist", "administrator");
const administrators = all("administrator");

/**
 * Who may do what: every procedure, and every other way in that is not a page. What is not here nobody may do. A REST
 * operation is its procedure.
 */
export const permissions = {
  "account.changePassword": themselves,
  "account.confirmSecondFactor": themselves,
  "account.endSecondFactor": themselves,
  "account.startSecondFactor": themselves,
  "accounts.create": administrators,
  "accounts.list": administrators,
  "accounts.removeSecondFactor": administrators,
  "accounts.resetPassword": administrators,
  "accounts.update": administrators,
  "apiKeys.create": administrators,
  "apiKeys.list": administrators,
  "apiKeys.revoke": administrators,
  "audit.export": all("auditor", "administrator"),
  "audit.head": all("auditor", "administrator"),
  "audit.list": all("auditor", "administrator"),
  "canary.assess": all("service"),
  "caseRecords.erase": administrators,
  "caseRecords.export": administrators,
  "caseRecords.held": administrators,
  "cases.nearest": all("clinician", "data_scientist", "administrator"),
  "datasets.describe": modellers,
  "datasets.homeFiles": modellers,
  "datasets.list": people,
  "datasets.profile": people,
  "datasets.removeContent": modellers,
  "datasets.takeHomeFile": modellers,
  "datasets.upload": modellers,
  "drift.report": people,
  "identity.current": { ...people, service: "all" },
  "models.assign": modellers,
  "models.byVersion": people,
  "models.clear": modellers,
  "models.compare": people,
  "models.current": { ...people, service: "all" },
  "models.gate": people,
  "models.list": people,
  "models.moves": people,
  "models.names": people,
  "models.path": people,
  "models.promote": modellers,
  "models.rollBack": modellers,
  "outcomes.import": clinical,
  "outcomes.open": all("clinician", "data_scientist", "administrator"),
  "outcomes.previewImport": clinical,
  "outcomes.readerAgreement": all("clinician", "data_scientist", "administrator", "auditor"),
  "predictions.arrivals": all("clinician", "data_scientist", "administrator", "auditor"),
  "predictions.byId": readers,
  "predictions.create": { ...clinical, service: "all" },
  "predictions.createMany": { ...clinical, service: "all" },
  "predictions.export": all("clinician", "data_scientist", "administrator", "auditor"),
  "predictions.list": readers,
  "predictions.recordOutcome": { ...clinical, service: "own" },
  "predictions.review": clinical,
  "session.current": "anyone",
  "session.list": themselves,
  "session.revoke": themselves,
  "session.setUp": "anyone",
  "session.signIn": "anyone",
  "session.signOn": "anyone",
  "session.signOut": "anyone",
  "session.touch": themselves,
  "session.verifyCode": "anyone",
  "status.current": people,
  "training.byId": people,
  "training.cancel": { administrator: "all", data_scientist: "own" },
  "training.events": people,
  "training.list": people,
  "training.material": people,
  "training.start": modellers,
  "trends.windows": people,
} as const satisfies Record<string, Grants>;
