import type { Locale } from "../../lib/locale";
import type { Source } from "../../lib/prediction";
import type { Principal } from "../auth/caller";
import type { Visitor } from "../auth/visitor";
import type { Dependencies } from "../services/dependencies";

/** What a procedure knows besides its input. */
export interface Context {
  readonly deps: Dependencies;
  /** `null` for nobody: without a session or key, or with one that does not hold. */
  readonly principal: Principal | null;
  /** Why it could not be found out who asks; `null` where it could. */
  readonly fault: unknown;
  readonly visitor: Visitor;
  readonly source: Source;
  readonly locale: Locale;
  readonly requestId: string;
  /** When the call came in, its body not yet read; milliseconds of the monotonic clock. */
  readonly begunAt: number;
}
