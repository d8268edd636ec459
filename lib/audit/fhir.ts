import type { AuditAction, AuditTarget } from "./actions";
import type { AuditEvent } from "./audit-event";

interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
}

const dicom = (code: string, display: string): Coding => ({
  ...{ system: "http://dicom.nema.org/resources/ontology/DCM", code, display },
});
const terminology = "http://terminology.hl7.org/CodeSystem";
const rest: Coding = {
  system: `${terminology}/audit-event-type`,
  code: "rest",
  display: "Restful Operation",
};
const interaction = (code: string): Coding => ({ system: "http://hl7.org/fhir/restful-interaction", code });

/** What an act is in the standard's words: kind, sort, and create, read, update, delete or execute. */
interface Kind {
  readonly type: Coding;
  readonly subtype: Coding;
  readonly action: "C" | "R" | "U" | "D" | "E";
}

const create: Kind = { type: rest, subtype: interaction("create"), action: "C" };
const read: Kind = { type: rest, subtype: interaction("read"), action: "R" };
const search: Kind = { type: rest, subtype: interaction("search-type"), action: "E" };
const update: Kind = { type: rest, subtype: interaction("update"), action: "U" };
const remove: Kind = { type: rest, subtype: interaction("delete"), action: "D" };
const operation: Kind = { type: rest, subtype: interaction("operation"), action: "E" };
const out: Kind = { type: dicom("110106", "Export"), subtype: interaction("operation"), action: "R" };
const login: Kind = {
  ...{ type: dicom("110114", "User Authentication"), subtype: dicom("110122", "Login"), action: "E" },
};
const logout: Kind = { ...login, subtype: dicom("110123", "Logout") };
const security = (action: Kind["action"]): Kind => ({
  type: dicom("110113", "Security Alert"),
  subtype: dicom("110137", "User Security Attributes Changed"),
  action,
});
const logUsed: Kind = {
  ...{ type: dicom("110101", "Audit Log Used"), subtype: interaction("search-type"), action: "R" },
};

const kinds: Readonly<Record<AuditAction, Kind>> = {
  "prediction.create": create,
  "prediction.replay": read,
  "prediction.read": read,
  "prediction.list": search,
  "prediction.export": out,
  "prediction.seed": create,
  "outcome.record": create,
  "outcome.preview": search,
  "outcome.import": create,
  "review.record": create,
  "model.promote": update,
  "model.roll_back": update,
  "model.assign": update,
  "model.clear": update,
  "dataset.upload": create,
  "dataset.take": create,
  "dataset.remove": remove,
  "dataset.describe": update,
  "reference.load": create,
  "reference.remove": remove,
  "training.start": operation,
  "training.cancel": operation,
  "session.sign_in": login,
  "session.sign_out": logout,
  "session.denied": login,
  "session.lock": { ...login, subtype: interaction("operation") },
  "session.revoke": logout,
  "account.create": security("C"),
  "account.update": security("U"),
  "account.disable": security("U"),
  "account.change_password": security("U"),
  "account.start_second_factor": security("U"),
  "account.confirm_second_factor": security("U"),
  "account.end_second_factor": security("U"),
  "key.create": security("C"),
  "key.revoke": security("D"),
  "access.denied": { ...security("E"), subtype: interaction("operation") },
  "audit.read": logUsed,
  "audit.export": { ...logUsed, subtype: interaction("operation") },
  "case.read": search,
  "case.export": out,
  "case.erase": remove,
};

/** Success, minor failure, serious failure. */
const outcomes: Readonly<Record<AuditEvent["result"], "0" | "4" | "8">> = {
  done: "0",
  denied: "4",
  failed: "8",
};

const entityType = (code: "1" | "2", display: string): Coding => ({
  ...{ system: `${terminology}/audit-entity-type`, code, display },
});
const role = (code: string, display: string): Coding => ({
  system: `${terminology}/object-role`,
  code,
  display,
});

/** People's accounts are persons; all else is a thing of the system. */
function targetEntity({ type, id }: { type: AuditTarget; id: string }, details: AuditEvent["details"]) {
  const said = Object.entries(details).map(([name, value]) => ({
    ...{ type: name, valueString: Array.isArray(value) ? value.join(" ") : String(value) },
  }));
  return {
    what: { identifier: { system: `urn:microcalc:${type}`, value: id } },
    type: type === "account" ? entityType("1", "Person") : entityType("2", "System Object"),
    role: type === "account" ? role("11", "Security User Entity") : role("4", "Domain Resource"),
    ...(said.length > 0 && { detail: said }),
  };
}

const requestEntity = (requestId: string) => ({
  what: { identifier: { value: requestId } },
  type: {
    system: "https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType",
    code: "XrequestId",
  },
});

function agentOf({ actor, address }: AuditEvent) {
  const isProgram = actor.role === "service";
  return {
    type: {
      coding: [
        isProgram
          ? dicom("110150", "Application")
          : { system: `${terminology}/extra-security-role-type`, code: "humanuser", display: "human user" },
      ],
    },
    role: [{ coding: [{ system: "urn:microcalc:role", code: actor.role }] }],
    who: { identifier: { system: "urn:microcalc:account", value: actor.id }, display: actor.name },
    name: actor.name,
    requestor: true,
    // 2: an internet address.
    ...(address !== null && { network: { address, type: "2" } }),
  };
}

/**
 * An event as a FHIR R4 AuditEvent in the manner of IHE's Basic Audit Log Patterns. There is no patient among the
 * entities: the trail holds none.
 */
export function toFhirAuditEvent(event: AuditEvent) {
  const { type, subtype, action } = kinds[event.action];
  const entity = [
    ...(event.target === null ? [] : [targetEntity(event.target, event.details)]),
    ...(event.requestId === null ? [] : [requestEntity(event.requestId)]),
  ];
  return {
    ...{ resourceType: "AuditEvent", id: event.id, type, action, recorded: event.at },
    subtype: [subtype, { system: "urn:microcalc:action", code: event.action }],
    outcome: outcomes[event.result],
    ...(event.details.reason !== undefined && { outcomeDesc: event.details.reason }),
    agent: [agentOf(event)],
    source: {
      observer: { identifier: { system: "urn:microcalc", value: "microcalc" }, display: "Microcalc" },
      type: [{ system: `${terminology}/security-source-type`, code: "4", display: "Application Server" }],
    },
    ...(entity.length > 0 && { entity }),
  };
}
