import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import type { CreateAccount } from "../lib/accounts/account";
import { inTransaction } from "../server/auth/bound-client";
import type { Db } from "../server/db/client";
import { insertAccount } from "../server/services/accounts";
import { type Locale, sentences } from "./browser";

/** Somebody who can sign in. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

const password = "a password for tests only";

/** Makes an account as an administrator would, with a password of its owner's own. */
export async function createPerson(db: Db, role: CreateAccount["role"]): Promise<Person> {
  const person = { name: `A ${role}`, email: `${role}-${randomUUID()}@example.org`, password };
  const { id } = await inTransaction(db, (transaction) =>
    insertAccount(transaction, { ...person, role, mustChangePassword: false }),
  );
  return { id, ...person };
}

/** The page that lets people in, by the words on it. */
export function signInPage(page: Page, locale: Locale = "en") {
  const t = sentences(locale);
  const button = (key: string) => page.getByRole("button", { name: t(key), exact: true });
  return {
    t,
    email: page.getByLabel(t("session.signIn.email"), { exact: true }),
    password: page.getByLabel(t("session.signIn.password"), { exact: true }),
    code: page.locator("input[name=code]"),
    submit: button("session.signIn.submit"),
    goOn: button("session.signIn.goOn"),
    button,
    async signIn(person: Pick<Person, "email" | "password">): Promise<void> {
      await this.email.fill(person.email);
      await this.password.fill(person.password);
      await this.submit.click();
    },
  };
}

/** Signs a browser in without its pages. */
export async function signInBrowser(page: Page, url: string, { email, password }: Person): Promise<void> {
  await page.context().clearCookies();
  const answer = await fetch(`${url}/api/trpc/session.signIn`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ email, password }),
  });
  const [name = "", value = ""] = answer.headers.getSetCookie()[0]?.split(";")[0]?.split(/=(.*)/s) ?? [];
  if (!answer.ok || name === "") throw new Error(`Nobody was signed in: ${await answer.text()}`);
  // Of a host by name the browser takes such a cookie over plain HTTP; from outside only for an encrypted address.
  const address = url.replace(/^http:/, "https:");
  await page
    .context()
    .addCookies([{ name, value, url: address, secure: true, httpOnly: true, sameSite: "Lax" }]);
}
