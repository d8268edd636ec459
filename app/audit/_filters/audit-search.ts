import { createParser, type inferParserType, parseAsStringLiteral } from "nuqs";
import { auditActions, auditResults } from "../../../lib/audit/actions";
import type { AuditFilters } from "../../../lib/audit/audit-event";
import { endOfDay, startOfDay } from "../../../lib/calendar";
import { parseAsDay } from "../../_i18n/parse-as-day";

const inForm = (form: RegExp) =>
  createParser<string>({ parse: (text) => (form.test(text) ? text : null), serialize: (text) => text });

/** Ids as the trail has them: nothing with a blank or an @ gets into an address. */
const parseAsId = inForm(/^[A-Za-z0-9._:-]{1,128}$/);

/**
 * What the address says of the page: days (the reader's, both included), ids, words of closed lists. What does not
 * parse is absent.
 */
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

/** As the server asks for them: instants for days in this time zone. */
export function toAuditFilters(
  { from, to, actor, action, target, result }: AuditSearch,
  timeZone: string,
): AuditFilters {
  return {
    ...(from !== null && { from: startOfDay(from, timeZone).toISOString() }),
    ...(to !== null && { to: endOfDay(to, timeZone).toISOString() }),
    ...(actor !== null && { actor }),
    ...(action !== null && { action }),
    ...(target !== null && { target }),
    ...(result !== null && { result }),
  };
}
