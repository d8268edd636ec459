import { createParser, type inferParserType, parseAsStringLiteral } from "nuqs";
import { auditActions, auditResults } from "../../../lib/audit/actions";
import type { AuditFilters } from "../../../lib/audit/audit-event";
import { plusDays } from "../../../lib/calendar";

const inForm = (form: RegExp) =>
  createParser<string>({ parse: (text) => (form.test(text) ? text : null), serialize: (text) => text });

/** A day as `YYYY-MM-DD` that exists. */
const parseAsDay = createParser<string>({
  parse: (text) => {
    const instant = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
    return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text) ? text : null;
  },
  serialize: (day) => day,
});

/** Ids as the trail has them: nothing with a blank or an @ gets into an address. */
const parseAsId = inForm(/^[A-Za-z0-9._:-]{1,128}$/);

/** What the address says of the page: days (UTC, both included), ids, words of closed lists. What does not parse is absent. */
export const auditSearch = {
  from: parseAsDay,
  to: parseAsDay,
  actor: parseAsId,
  action: parseAsStringLiteral(auditActions),
  target: parseAsId,
  result: parseAsStringLiteral(auditResults),
  cursor: inForm(/^[A-Za-z0-9_-]{1,200}$/),
};

export type AuditSearch = Omit<inferParserType<typeof auditSearch>, "cursor">;

/** As the server asks for them. */
export function toAuditFilters({ from, to, actor, action, target, result }: AuditSearch): AuditFilters {
  return {
    ...(from !== null && { from: `${from}T00:00:00.000Z` }),
    ...(to !== null && { to: `${plusDays(to, 1)}T00:00:00.000Z` }),
    ...(actor !== null && { actor }),
    ...(action !== null && { action }),
    ...(target !== null && { target }),
    ...(result !== null && { result }),
  };
}
