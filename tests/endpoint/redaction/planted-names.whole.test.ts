import { createHash } from "node:crypto";
import { expect, test } from "@jest/globals";
import { readService } from "#cli/files/reading/read-spec.ts";
import { operationsOfAccount } from "#cli/run/target/open-target.ts";
import { pseudonymous } from "#endpoint/redaction/pseudonyms.ts";
import { SECRET_FORMS } from "#endpoint/redaction/secret-forms.ts";
import type { Exchange } from "#protocol/exchange.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";
import type { JsonValue } from "#spec/json/json.ts";
import { ENCODINGS, MORE_ENCODINGS } from "#tests/helpers/secret-encodings.ts";

const { contract, table } = readService("eks");
const { shown: hide } = pseudonymous({ contract, operations: operationsOfAccount(contract, table), salt: "test" });

function exchange(path: string, body: string, status = 200): Exchange {
  return {
    request: { method: "GET", path, headers: [], url: `https://eks.eu-west-1.amazonaws.com${path}` },
    response: { status, headers: [], body: Buffer.from(body), truncated: false },
    startedAt: 0,
    durationMs: 1,
    attempt: 1,
  };
}

function shownOf(path: string, body: JsonValue, status?: number): string {
  return Buffer.from(hide(exchange(path, JSON.stringify(body), status)).response?.body ?? []).toString();
}

/** Letters that no pseudonym is likely to have in this order. */
function planted(kind: string, at: number): string {
  return `${kind}Planted${at.toString(36)}Here${(at * 7919) % 9973}`;
}

/** What an account has: ten values each that nobody else is to see. */
const CLUSTERS = Array.from({ length: 200 }, (_, at) => ({
  name: planted("name", at),
  arn: `arn:aws:eks:eu-west-1:${String(400_000_000_000 + at * 1_234_567)}:cluster/${planted("name", at)}`,
  endpoint: `https://${planted("ENDPOINT", at)}.gr7.eu-west-1.eks.amazonaws.com`,
  roleArn: `arn:aws:iam::${String(500_000_000_000 + at * 7_654_321)}:role/${planted("role", at)}`,
  certificateAuthority: { data: Buffer.from(planted("certificate", at).repeat(20)).toString("base64") },
  tags: { [planted("key", at)]: planted("value", at), Équipe: planted("Überwert", at) },
  resourcesVpcConfig: { vpcId: `vpc-${planted("vpc", at)}`, subnetIds: [`subnet-${planted("subnet", at)}`] },
}));

const SECRETS = CLUSTERS.flatMap(({ name, arn, endpoint, roleArn, certificateAuthority, tags, resourcesVpcConfig }) => [
  name,
  arn.split(":")[4] ?? "",
  new URL(endpoint).host.split(".")[0] ?? "",
  roleArn.split(":")[4] ?? "",
  roleArn.split("/")[1] ?? "",
  certificateAuthority.data,
  ...Object.keys(tags).filter((key) => key !== "Équipe"),
  ...Object.values(tags),
  ...[resourcesVpcConfig.vpcId, ...resourcesVpcConfig.subnetIds].map((id) => id.replace(/^[a-z]+-/, "")),
]);

test("of 200 resources none of 2,000 planted names, ids, tags and certificates is shown, in 31 encodings and more", () => {
  const list = shownOf("/clusters", { clusters: CLUSTERS.map(({ name }) => name) });
  const descriptions = CLUSTERS.map((cluster) =>
    shownOf("/clusters/asked", { cluster: { ...cluster, status: "ACTIVE" } }),
  );
  const all = [list, ...descriptions].join("\n").toLowerCase();
  const encodings = Object.values({ ...ENCODINGS, ...MORE_ENCODINGS });
  expect(SECRETS.length).toBeGreaterThan(2_000);
  expect(encodings.length).toBeGreaterThan(31);
  const found = SECRETS.filter((secret) => encodings.some((encode) => all.includes(encode(secret).toLowerCase())));
  expect(found).toEqual([]);
});

/** What a value of each form could be that tells whose account it is. */
const FORMS: readonly ((at: number) => string)[] = [
  (at) => planted("plain", at),
  (at) => `us-${planted("prod", at).toLowerCase()}-1`,
  (at) => `my-${"abcdefghij".charAt(at % 10)}qproject-${at % 10}`,
  (at) => `aws-${planted("own", at).toLowerCase()}`,
  (at) => `arn:aws:iam::${String(600_000_000_000 + at * 9_876_543)}:role/${planted("role", at)}`,
  (at) => `https://${planted("HOST", at)}.example.com/id/${planted("issuer", at)}`,
  (at) => `198.51.100.${10 + (at % 200)}/32`,
  (at) => `lt-${createHash("sha256").update(String(at)).digest("hex").slice(0, 17)}`,
];

/** An answer in which each string that is no value of an enumeration, and each key of a map, is planted. */
function plantedIn(schema: JsonSchema, plant: () => string): JsonValue {
  const { type, properties, items, additionalProperties } = schema;
  if (schema.enum !== undefined) return schema.enum[0] ?? null;
  if (properties !== undefined)
    return Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, plantedIn(member, plant)]));
  if (items !== undefined) return [plantedIn(items, plant), plantedIn(items, plant)];
  if (typeof additionalProperties === "object") return { [plant()]: plantedIn(additionalProperties, plant) };
  if (type === "string") return plant();
  return type === "boolean" ? true : 1_764_000_000;
}

/** The parts of a planted value that say something by themselves. */
function telling(value: string): string[] {
  const parts = value.split(/[:/.]+/).filter((part) => /Planted|planted|qproject|^\d{12}$|^lt-/.test(part));
  return parts.length > 0 ? parts : [value.replace(/\/32$/, "")];
}

test("of everything that EKS shows of an account, each answer's every string is hidden, in no form shown", () => {
  let at = 0;
  const values: string[] = [];
  const plant = (): string => {
    at += 1;
    const value = FORMS[at % FORMS.length]?.(at) ?? "";
    values.push(value);
    return value;
  };
  const shown: string[] = [];
  const asked = [...contract.operations.values()].filter(({ id }) => operationsOfAccount(contract, table).has(id));
  for (const { path, success, pages } of asked.flatMap((operation) => Array.from({ length: 20 }, () => operation))) {
    const whole = Object.entries(plantedIn(success.schema, plant) as Record<string, JsonValue>);
    // A token is sent back as it is.
    const body = Object.fromEntries(whole.filter(([name]) => name !== pages?.outputToken));
    const answer = hide(exchange(path.replace(/\{[^}]+\}/g, "asked"), JSON.stringify(body)));
    shown.push(Buffer.from(answer.response?.body ?? []).toString());
  }
  const all = shown.join("\n").toLowerCase();
  const secrets = [...new Set(values.flatMap(telling))];
  expect(secrets.length).toBeGreaterThan(2_000);
  const isShown = (secret: string): boolean =>
    SECRET_FORMS.some(({ write }) => all.includes(write(secret).toLowerCase()));
  expect(secrets.filter(isShown)).toEqual([]);
});
