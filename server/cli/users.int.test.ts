import { expect, test } from "vitest";
import { createTestDatabase } from "../testing/database";
import { runCommand } from "../testing/run-command";

const signOn = {
  ...{ OIDC_ISSUER: "https://login.hospital.example", PUBLIC_URL: "https://microcalc.hospital.example" },
  ...{ OIDC_CLIENT_ID: "microcalc", OIDC_CLIENT_SECRET: "of-tests-alone" },
};

const run = (url: string, ...args: string[]) => runCommand("users", { ...signOn, DATABASE_URL: url }, args);

test("accounts are made and linked with a person of the sign-on server, each person with one", async () => {
  const { url, db, drop } = await createTestDatabase();
  try {
    await db.user.create({ data: { name: "Bob", email: "bob@example.org", role: "clinician" } });
    const made = await run(
      url,
      "create",
      "--email",
      "ada@example.org",
      "--name",
      "Ada",
      "--role",
      "clinician",
    );
    expect(made).toMatchObject({ code: 0, out: expect.stringContaining("ada@example.org is clinician") });
    const link = (email: string) => run(url, "link", "--email", email, "--subject", "0f3c");
    expect(await link("ada@example.org")).toEqual({
      ...{ code: 0, err: "" },
      out: "ada@example.org signs in as 0f3c of https://login.hospital.example.\n",
    });
    const taken = { code: 1, out: "", err: "0f3c is linked with another account.\n" };
    expect(await link("bob@example.org")).toEqual(taken);
    const links = await db.credential.findMany({
      where: { accountId: "0f3c" },
      select: { providerId: true },
    });
    expect(links).toEqual([{ providerId: "oidc:https://login.hospital.example/" }]);
  } finally {
    await drop();
  }
});
