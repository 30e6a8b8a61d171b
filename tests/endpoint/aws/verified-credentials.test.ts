import { expect, test } from "@jest/globals";
import { verifiedCredentials } from "#endpoint/aws/verified-credentials.ts";
import type { Credentials } from "#protocol/signing/credentials.ts";

const OURS: Credentials = { accessKeyId: "ASIAOURS", secretAccessKey: "secret" };
const RENEWED: Credentials = { accessKeyId: "ASIARENEWED", secretAccessKey: "secret" };
const THEIRS: Credentials = { accessKeyId: "ASIATHEIRS", secretAccessKey: "secret" };

function changing(given: readonly Credentials[]) {
  const asked: string[] = [];
  let next = 0;
  const source = verifiedCredentials({
    source: () => given[Math.min(next++, given.length - 1)] ?? OURS,
    known: [OURS.accessKeyId],
    verify: async ({ accessKeyId }) => {
      asked.push(accessKeyId);
      await Promise.resolve();
      if (accessKeyId === THEIRS.accessKeyId) throw new Error("The credentials belong to another account.");
    },
  });
  return { source, asked };
}

test("what was verified before signs without being asked about", async () => {
  const { source, asked } = changing([OURS, OURS]);
  await source();
  expect(await source()).toBe(OURS);
  expect(asked).toEqual([]);
});

test("each new access key id is asked about once, however many wait for it", async () => {
  const { source, asked } = changing([RENEWED]);
  await Promise.all([source(), source(), source()]);
  await source();
  expect(asked).toEqual(["ASIARENEWED"]);
});

test("credentials of another account sign nothing, ever", async () => {
  const { source } = changing([OURS, THEIRS]);
  await source();
  const another = { name: "CredentialsError", message: "The credentials belong to another account." };
  await expect(source()).rejects.toMatchObject(another);
  await expect(source()).rejects.toMatchObject(another);
});
