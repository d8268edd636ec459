/** Where the links of the boards lead. Change them here and run `npm run dashboards`. */
export const addresses = {
  /** Without a slash at the end. */
  application: "http://localhost:3000",
  /** Where those on call can read `docs/runbook.md`. */
  runbook: "http://localhost:3000/status",
};
