import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";
import { allRequirements } from "#spec/all-requirements.ts";
import type { Contract } from "#spec/contract/contract.ts";
import { loadBundledContract, loadEksContract } from "#spec/contract/load.ts";
import type { JsonSchema } from "#spec/contract/schema.ts";

/**
 * The engine knows no operation, path, method, member or error of EKS but from the contract and the tables of spec/, and reports
 * know none but from the record. Words of one piece, such as `name`, `tags` or `status`, are those of the suite too, so members
 * count from two pieces on.
 */
const ROOMS = ["generators", "protocol", "suites", "custody", "reports"];

/** What is told to a reader, by the requirement that is missed: sentences, by which nothing is decided. */
const SENTENCES = /^reports\/model\/causes\/(?:words\/|why-it-matters\.ts$)/;

interface Allowed {
  readonly name: string;
  /** A part of a file's path; of every file unless given. */
  readonly file?: string;
  readonly because: string;
}

const NO_RECIPE = "the record of a run on registered clusters has no recipe: how one is registered, found and removed";
const NO_LIST = "the record does not say where the answer of a list of registered clusters has its items and its token";

const ALLOWED: readonly Allowed[] = [
  { name: "startedAt", because: "a word of the record's own: when a run, or an exchange, began" },
  { name: "endedAt", because: "a word of the record's own: when a run was over" },
  { name: "errorMessage", because: "our own function that reads any error" },
  {
    name: "ThrottlingException",
    file: "protocol/answers/throttling.ts",
    because: "what the AWS SDKs take for throttling, of any service",
  },
  { name: "GET", file: "protocol/methods.ts", because: "what HTTP says of methods" },
  { name: "DELETE", file: "protocol/methods.ts", because: "what HTTP says of methods" },
  { name: "GET", file: "protocol/shell/curl-line.ts", because: "the method that curl takes by itself" },
  {
    name: "POST",
    file: "protocol/shell/curl-line.ts",
    because: "the method that curl takes by itself, and its bodies",
  },
  { name: "GET", file: "generators/wire/wire-variants.ts", because: "the methods of HTTP, to be tried in turn" },
  { name: "POST", file: "generators/wire/wire-variants.ts", because: "the methods of HTTP, to be tried in turn" },
  { name: "DELETE", file: "generators/wire/wire-variants.ts", because: "the methods of HTTP, to be tried in turn" },
  { name: "POST", file: "suites/session/case.ts", because: "what a method may do, where nothing else is known" },
  { name: "DELETE", file: "suites/session/case.ts", because: "what a method may do, where nothing else is known" },
  ...["GET", "POST", "DELETE"].map((name) => ({
    name,
    file: "reports/findings/",
    because: "what HTTP says of methods",
  })),
  { name: "DELETE", file: "reports/model/causes/lost-store.ts", because: "what HTTP says of methods" },
  { name: "GET", file: "reports/model/causes/symptom.ts", because: "what HTTP says of methods" },
  ...["RegisterCluster", "clientRequestToken"].map((name) => ({
    name,
    file: "reports/findings/bystander.ts",
    because: NO_RECIPE,
  })),
  { name: "clientRequestToken", file: "reports/findings/steps/fresh.ts", because: NO_RECIPE },
  ...["DeregisterCluster", "DescribeCluster", "/cluster-registrations", "/clusters"].map((name) => ({
    ...{ name, file: "reports/findings/steps/removal.ts", because: NO_RECIPE },
  })),
  ...["/clusters", "nextToken"].map((name) => ({ name, file: "reports/findings/paging.ts", because: NO_LIST })),
  { name: "/clusters", file: "reports/model/causes/following/taken-behind.ts", because: NO_LIST },
  { name: "nextToken", file: "reports/model/causes/own-token.ts", because: NO_LIST },
  ...["createdAt", "connectorConfig", "activationExpiry"].map((name) => ({
    ...{ name, file: "reports/model/causes/grouping/group-symptoms.ts" },
    because: "the record does not say which members of an answer are times",
  })),
];

/** Names of a contract, and how each would stand in code. */
function namesOf({ operations }: Contract): ReadonlyMap<string, RegExp> {
  const names = new Map<string, RegExp>();
  for (const { id, path, method, input, success, errors } of operations.values()) {
    names.set(id, new RegExp(`\\b${id}\\b`));
    names.set(method, new RegExp(`["'\`]${method}["'\`]`));
    const fixed = path.replace(/\/?\{.*/s, "");
    names.set(fixed, new RegExp(`["'\`]${fixed}(?=["'\`/?$])`));
    for (const { name } of errors) names.set(name, new RegExp(`\\b${name}\\b`));
    for (const schema of [input, success.schema, ...errors.map((error) => error.schema)]) {
      for (const name of membersOf(schema)) {
        if (/[a-z][A-Z]/.test(name)) names.set(name, new RegExp(`\\b${name}\\b`));
      }
    }
  }
  return names;
}

function membersOf(schema: JsonSchema): string[] {
  const { properties = {}, items, additionalProperties } = schema;
  const inner = [items, additionalProperties].filter((each) => typeof each === "object");
  return [...Object.keys(properties), ...[...Object.values(properties), ...inner].flatMap((each) => membersOf(each))];
}

function filesOf(room: string): string[] {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const found = readdirSync(`${root}${room}`, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length));
}

/** Comments have lines of their own here. */
function withoutComments(text: string): string {
  return text.replace(/^\s*(\/\/|\/?\*).*$/gm, "");
}

interface Sighting {
  readonly name: string;
  readonly file: string;
}

function sightingsOf(names: ReadonlyMap<string, RegExp>, rooms: readonly string[]): Sighting[] {
  const files = rooms.flatMap(filesOf).filter((file) => !SENTENCES.test(file));
  return files.flatMap((file) => {
    const text = withoutComments(readFileSync(new URL(`../../${file}`, import.meta.url), "utf8"));
    return [...names].filter(([, form]) => form.test(text)).map(([name]) => ({ name, file }));
  });
}

const isAllowed = ({ name, file }: Sighting): ((one: Allowed) => boolean) => {
  return (one) => one.name === name && file.includes(one.file ?? "");
};

const seen = sightingsOf(new Map([...namesOf(loadBundledContract()), ...namesOf(loadEksContract())]), ROOMS);

test("no code of the engine names an operation, a path, a method, a member or an error of EKS", () => {
  const foreign = seen.filter((one) => !ALLOWED.some(isAllowed(one)));
  expect(foreign.map(({ name, file }) => `${file}: ${name}`)).toEqual([]);
});

test("each name that is allowed is still there", () => {
  const idle = ALLOWED.filter((allowed) => !seen.some((one) => isAllowed(one)(allowed)));
  expect(idle).toEqual([]);
});

test("what it looks for are the names of all operations, their members and their errors", () => {
  const names = [...namesOf(loadEksContract()).keys()];
  for (const name of [
    "RegisterCluster",
    "CreateNodegroup",
    "/clusters",
    "POST",
    "activationId",
    "roleArn",
    "InvalidParameterException",
  ]) {
    expect(names).toContain(name);
  }
  expect(names.length).toBeGreaterThan(250);
});

/** What holds of every answer is the protocol's, of any service. */
const OF_ANY_SERVICE = /^api\./;

test("reports know no requirement on an operation by its id, but for the sentences that tell of it", () => {
  const own = allRequirements(loadBundledContract()).filter(({ id }) => !OF_ANY_SERVICE.test(id));
  const forms = new Map(own.map(({ id }) => [id, new RegExp(`["'\`]${id.replaceAll(".", "\\.")}["'\`]`)]));
  expect(forms.get("register.echo.name")?.test('of("register.echo.name")')).toBe(true);
  expect(sightingsOf(forms, ["reports"])).toEqual([]);
});
