import { execFile } from "node:child_process";
import { expect, test } from "vitest";
import { createTestDatabase } from "../testing/database";

const signOn = {
  ...{ OIDC_ISSUER: "https://login.hospital.example", PUBLIC_URL: "https://microcalc.hospital.example" },
  ...{ OIDC_CLIENT_ID: "microcalc", OIDC_CLIENT_SECRET: "of-tests-alone" },
};

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function run(url: string, ...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const env = { ...process.env, ...signOn, DATABASE_URL: url };
    const command = ["--import", "tsx", "server/cli/users.ts", ...args];
    execFile(process.execPath, command, { env }, (error, out, err) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err }),
    );
  });
}

test("accounts are made and linked with a person of the sign-on server, each person with one", async () => {
  const { url, db, drop } = await createTestDatabase();
  try {
    const create = (name: string) =>
      run(url, "create", "--email", `${name}@example.org`, "--name", name, "--role", "clinician");
    const [made] = await Promise.all([create("ada"), create("bob")]);
    expect(made).toMatchObject({ code: 0, out: expect.stringContaining("ada@example.org is clinician") });
    const link = (name: string, ...more: string[]) =>
      run(url, "link", "--email", `${name}@example.org`, ...more);
    expect(await link("ada", "--subject", "0f3c")).toMatchObject({
      ...{ code: 0, err: "" },
      out: "ada@example.org signs in as 0f3c of https://login.hospital.example.\n",
    });
    const [taken, missing] = await Promise.all([link("bob", "--subject", "0f3c"), link("bob")]);
    expect(taken).toMatchObject({ code: 1, err: "0f3c is linked with another account.\n" });
    expect(missing).toMatchObject({ code: 1, err: expect.stringContaining("--subject is missing") });
    expect(
      await db.credential.findMany({ where: { accountId: "0f3c" }, select: { providerId: true } }),
    ).toEqual([{ providerId: "oidc:https://login.hospital.example/" }]);
  } finally {
    await drop();
  }
});
