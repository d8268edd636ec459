import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { totp } from "../../server/testing/totp";
import {
  type Answered,
  addressFor,
  adminOf,
  type Credentials,
  call,
  cookiesOf,
  dataIn,
  sessionOf,
} from "../callers";
import { createPerson } from "../people";
import type { Target } from "./target";

/** Seen by whoever asks: all of it but the number of the request, the time of day, and seconds that pass. */
function seen({ status, headers, text }: Answered) {
  const number = headers.get("x-request-id") ?? "";
  const kept = [...headers].filter(([name]) => !["x-request-id", "date", "retry-after"].includes(name));
  const alike = text.replaceAll(number, "NUMBER").replace(/("retryAfterSeconds":)\d+/, "$1 some");
  return { status, headers: Object.fromEntries(kept), text: alike };
}

const aToken = /session_token=[^;]/;
const wrong = "not this one at all";
const tryFrom = (url: string, address: string, body: unknown) =>
  call(url, "session.signIn", { as: addressFor(address), body });
const accountOf = async (url: string, as: Credentials) =>
  dataIn<{ account: { email: string } | null }>(await call(url, "session.current", { as })).account;

async function withSecondFactor({ url, db }: Target) {
  const person = await createPerson(db, "clinician");
  const as = await sessionOf(url, person);
  const started = await call(url, "account.startSecondFactor", { as, body: { password: person.password } });
  const secret = new URL(dataIn<{ uri: string }>(started).uri).searchParams.get("secret") ?? "";
  dataIn(await call(url, "account.confirmSecondFactor", { as, body: { code: totp(secret) } }));
  return person;
}

export function atTheDoor(target: () => Target): void {
  test("says the same, to the letter, to whoever has no account, another password, or none any more", async () => {
    const { url, db } = target();
    const [known, disabled, second] = [
      await createPerson(db, "clinician"),
      await createPerson(db, "auditor"),
      await withSecondFactor(target()),
    ];
    await call(url, "accounts.update", { as: adminOf(url), body: { id: disabled.id, isDisabled: true } });
    const unknown = `nobody-${randomUUID()}@example.org`;
    const asked = [
      { email: unknown, password: wrong },
      { email: known.email, password: wrong },
      { email: second.email, password: wrong },
      { email: disabled.email, password: wrong },
      { email: disabled.email, password: disabled.password },
      { email: known.email.toUpperCase(), password: wrong },
      { email: "no address", password: wrong },
    ];
    const answers: Answered[] = [];
    for (const body of asked) answers.push(await tryFrom(url, body.email, body));
    const [first] = answers.map(seen);
    expect(first).toMatchObject({ status: 401, text: expect.stringContaining("invalid_credentials") });
    for (const answer of answers) expect(seen(answer)).toEqual(first);
  });

  test("shuts for an account after ten tries from anywhere, known or not, and opens again", async () => {
    const { url, db, database } = target();
    const known = await createPerson(db, "clinician");
    const ends: unknown[] = [];
    for (const { email, password } of [known, { ...known, email: `nobody-${randomUUID()}@example.org` }]) {
      for (let time = 0; time < 10; time++)
        expect((await tryFrom(url, `${email}${time}`, { email, password: wrong })).status).toBe(401);
      const shut = await tryFrom(url, `${email} from elsewhere`, { email, password });
      expect(Number(shut.headers.get("retry-after"))).toBeGreaterThan(0);
      ends.push(seen(shut));
    }
    expect(ends[0]).toMatchObject({ status: 429, text: expect.stringContaining("too_many_attempts") });
    expect(ends[1]).toEqual(ends[0]);
    await database.query("UPDATE rate_limits SET expire = now() - interval '1 s'");
    expect(await tryFrom(url, "home", { email: known.email, password: known.password })).toMatchObject({
      status: 200,
    });
  });

  test("gives a new session whatever came along, and ends a planted one", async () => {
    const { url, db } = target();
    const [victim, attacker] = [await createPerson(db, "administrator"), await createPerson(db, "clinician")];
    const planted = await sessionOf(url, attacker);
    const { email, password } = victim;
    const answer = await call(url, "session.signIn", { as: planted, body: { email, password } });
    expect(answer.status).toBe(200);
    const given = cookiesOf(answer);
    expect(given).not.toBe(planted.Cookie);
    expect(given.split(/[=.]/)[2]).not.toBe(planted.Cookie?.split(/[=.]/)[2]);
    expect(await accountOf(url, { ...planted, Cookie: given })).toMatchObject({ email });
    expect(await accountOf(url, planted)).toBeNull();
  });

  test("takes no token that it has not signed, nor a signature for another", async () => {
    const { url, db } = target();
    const mine = await sessionOf(url, await createPerson(db, "clinician"));
    const theirs = await sessionOf(url, await createPerson(db, "clinician"));
    const partsOf = ({ Cookie = "" }: Credentials) => {
      const [name = "", value = ""] = Cookie.split(/=(.*)/s);
      const [token = "", signature = ""] = decodeURIComponent(value).split(/\.(.*)/s);
      return { name, token, signature };
    };
    const [a, b] = [partsOf(mine), partsOf(theirs)];
    const forged = [
      `${a.token}.${b.signature}`,
      `${b.token}.${a.signature}`,
      a.token,
      `${a.token}.`,
      `.${a.signature}`,
      `${a.token}.${a.signature.replace(/[A-Za-z]/, (letter) => (letter === "A" ? "B" : "A"))}`,
      "' OR '1'='1.x",
    ];
    for (const value of forged)
      expect(await accountOf(url, { ...mine, Cookie: `${a.name}=${encodeURIComponent(value)}` })).toBeNull();
    expect(await accountOf(url, mine)).not.toBeNull();
  });

  test("asks for the second step of whoever took the first, and of nobody else's", async () => {
    const { url } = target();
    const [mine, theirs] = [await withSecondFactor(target()), await withSecondFactor(target())];
    const from = addressFor(mine.email);
    const first = await call(url, "session.signIn", {
      as: from,
      body: { email: mine.email, password: mine.password },
    });
    expect(dataIn(first)).toEqual({ kind: "second_factor" });
    expect(cookiesOf(first)).not.toMatch(aToken);
    const steps = cookiesOf(first);
    expect(await accountOf(url, { ...from, Cookie: steps, Origin: url })).toBeNull();
    for (const code of ["000000", "", "' OR 1=1", theirs.email]) {
      const body = { kind: "authenticator", code };
      const answer = await call(url, "session.verifyCode", {
        as: { ...from, Cookie: steps, Origin: url },
        body,
      });
      expect([400, 401]).toContain(answer.status);
      expect(cookiesOf(answer)).not.toMatch(aToken);
    }
  });
}
