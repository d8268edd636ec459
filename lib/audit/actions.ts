/** What can be done that is put on record; what a row holds never changes, so none is ever renamed or taken off. */
export const auditActions = [
  "prediction.create",
  /** The same submission once more: what it was answered is shown again. */
  "prediction.replay",
  "prediction.read",
  "prediction.list",
  "prediction.export",
  /** Made-up predictions were added by a command. */
  "prediction.seed",
  "outcome.record",
  "outcome.preview",
  "outcome.import",
  "review.record",
  "model.promote",
  "model.roll_back",
  "model.assign",
  "model.clear",
  "dataset.upload",
  "dataset.take",
  "dataset.remove",
  /** The description of its rows was changed. */
  "dataset.describe",
  /** The known cases that candidates are compared with. */
  "reference.load",
  "reference.remove",
  "training.start",
  "training.cancel",
  "session.sign_in",
  "session.sign_out",
  "session.denied",
  "session.lock",
  /** One of one's own was ended from another. */
  "session.revoke",
  "account.create",
  "account.update",
  "account.disable",
  /** Of one's own. */
  "account.change_password",
  "account.start_second_factor",
  "account.confirm_second_factor",
  "account.end_second_factor",
  "key.create",
  "key.revoke",
  "access.denied",
  "audit.read",
  "audit.export",
  /** How much is held on a case. */
  "case.read",
  "case.export",
  "case.erase",
] as const;
export type AuditAction = (typeof auditActions)[number];

/** What an act was on. */
export const auditTargets = [
  "prediction",
  "model",
  "dataset",
  "training_run",
  "file",
  "account",
  "session",
  "key",
  "procedure",
  "case",
] as const;
export type AuditTarget = (typeof auditTargets)[number];

export const auditResults = ["done", "denied", "failed"] as const;
export type AuditResult = (typeof auditResults)[number];
