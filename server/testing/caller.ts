import type { Caller } from "../auth/caller";

/** A made-up person at a made-up place. */
export function aCaller(id = "test-clinician", name = "Test clinician"): Caller {
  return {
    ...{ id, name, role: "clinician" },
    ...{ address: "192.0.2.1", requestId: "test-request", credentialId: null },
  };
}
