import { createHmac, timingSafeEqual } from "node:crypto";
import type { FirstDuty } from "../../lib/accounts/account";
import type { Role } from "../../lib/accounts/role";
import type { Db } from "../db/client";
import { coalesce } from "../services/coalesce";
import type { Principal } from "./caller";
import { tokenHash } from "./hashed-tokens";
import { idleSeconds, sessionCookie } from "./session-limits";

/** A session that holds, and whose it is. */
export interface LiveSession {
  readonly principal: Principal;
  readonly email: string;
  readonly hasSecondFactor: boolean;
  readonly endsAt: Date;
  readonly lastSeenAt: Date;
}

/** Finds the session of a request by its cookies; `null` where there is none that holds. */
export interface Sessions {
  find(cookies: string | undefined): Promise<LiveSession | null>;
  /** Whether there is one that this installation gave, be it over by now: all that can be told without the database. */
  gave(cookies: string | undefined): boolean;
  /** The person has done something: the pause begins anew. Written at most once a second. */
  touch(session: LiveSession): Promise<void>;
}

/** Whether whoever has a password here has to have a second factor as well. */
export type SecondFactorRule = "optional" | "required";

interface SessionRow {
  readonly tokenHash: string;
  readonly id: string;
  readonly expiresAt: Date;
  readonly lastSeenAt: Date;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly mustChangePassword: boolean;
  readonly hasPassword: boolean;
  readonly twoFactorEnabled: boolean;
}

const tokenForm = new RegExp(`(?:^|;\\s*)${sessionCookie.replaceAll(".", "\\.")}=([^;\\s]+)`);

/** The token of a cookie that this server signed; `null` for anything else. */
function tokenOf(cookies: string | undefined, secret: string): string | null {
  const value = tokenForm.exec(cookies ?? "")?.[1];
  if (value === undefined || value.length > 200) return null;
  const [token = "", signature = ""] = decode(value).split(".", 2);
  const expected = createHmac("sha256", secret).update(token).digest();
  const given = Buffer.from(signature, "base64");
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null;
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return "";
  }
}

/** Who has no password here signs on elsewhere, where a second factor is that server's matter. */
function firstDutyOf(row: SessionRow, secondFactor: SecondFactorRule): FirstDuty | null {
  if (row.mustChangePassword) return "change_password";
  const isDue = secondFactor === "required" && row.hasPassword && !row.twoFactorEnabled;
  return isDue ? "set_up_second_factor" : null;
}

function toSession(row: SessionRow, secondFactor: SecondFactorRule): LiveSession {
  return {
    principal: {
      id: row.userId,
      name: row.name,
      role: row.role,
      credential: { kind: "session", id: row.id },
      scopes: [],
      mustFirst: firstDutyOf(row, secondFactor),
    },
    email: row.email,
    hasSecondFactor: row.twoFactorEnabled,
    endsAt: row.expiresAt,
    lastSeenAt: row.lastSeenAt,
  };
}

const touchMilliseconds = 1000;
const atOnce = 200;

interface SessionNeeds {
  readonly db: Db;
  readonly secret: string;
  readonly now: () => Date;
  readonly secondFactor: SecondFactorRule;
}

/**
 * Every request looks its session up, so that an ended session is refused at once by every process. Concurrent lookups
 * share one statement.
 */
export function createSessions({ db, secret, now, secondFactor }: SessionNeeds): Sessions {
  const findAll = async (hashes: string[]): Promise<(LiveSession | null)[]> => {
    const at = now();
    const idleSince = new Date(at.getTime() - 1000 * idleSeconds);
    const rows = await db.$queryRaw<SessionRow[]>`
      SELECT s.token_hash AS "tokenHash", s.id::text, s.expires_at AS "expiresAt", s.last_seen_at AS "lastSeenAt",
        u.id::text AS "userId", u.name, u.email, u.role::text AS role,
        u.must_change_password AS "mustChangePassword", u.two_factor_enabled AS "twoFactorEnabled",
        EXISTS (SELECT FROM credentials c WHERE c.user_id = u.id AND c.provider_id = 'credential') AS "hasPassword"
      FROM sessions s JOIN users u ON u.id = s.user_id
      WHERE s.token_hash = ANY(${hashes}) AND s.expires_at > ${at} AND s.last_seen_at > ${idleSince}
        AND u.disabled_at IS NULL`;
    const sessions = new Map(rows.map((row) => [row.tokenHash, toSession(row, secondFactor)]));
    return hashes.map((hash) => sessions.get(hash) ?? null);
  };
  const findOne = coalesce(findAll, atOnce);
  return {
    find: async (cookies) => {
      const token = tokenOf(cookies, secret);
      return token === null ? null : findOne(tokenHash(token));
    },
    gave: (cookies) => tokenOf(cookies, secret) !== null,
    touch: async ({ principal, lastSeenAt }) => {
      const at = now();
      if (at.getTime() - lastSeenAt.getTime() < touchMilliseconds) return;
      await db.session.updateMany({ where: { id: principal.credential.id }, data: { lastSeenAt: at } });
    },
  };
}
