import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { Ajv2020, type AnySchema } from "ajv/dist/2020.js";
import { parseContract } from "#spec/contract/contract.ts";
import { loadEksContract } from "#spec/contract/load.ts";
import { loadEksResources } from "#spec/resources/load-eks-resources.ts";
import { parseResources } from "#spec/resources/read-resources.ts";
import { operationsOf, type ResourceOperation } from "#spec/resources/resource-table.ts";
import { restrictedTo } from "#spec/resources/restricted.ts";
import { serviceRequirements } from "#spec/resources/service-requirements.ts";
import { shownSchema } from "#spec/resources/table-readings.ts";
import { loadSources, resolveTrace } from "#spec/trace.ts";
import { widgets } from "#tests/helpers/widgets/widgets.ts";

const { contract, table } = widgets();
const HEAD = "resources: { box: { id: { input: /boxName } } }\nerrors: { unknown: [], taken: [] }\n";

test("the schema of resource tables is a JSON Schema itself", () => {
  const text = readFileSync(new URL("../../../spec/resources/resources.schema.json", import.meta.url), "utf8");
  const ajv = new Ajv2020({ strict: false });
  expect(ajv.validateSchema(JSON.parse(text) as AnySchema) || ajv.errorsText()).toBe(true);
});

test("the table of EKS is one, of its contract", () => {
  const text = readFileSync(new URL("../../../spec/eks/resources.yaml", import.meta.url), "utf8");
  const eks = loadEksContract();
  expect(parseResources(text, "resources.yaml", eks)).toEqual(loadEksResources(eks));
});

test.each([
  ["as the model calls the state", "enum: [READY, BROKEN, Deleting]", "Deleting"],
  ["as AWS's documents call it, where the model lists no states", 'pattern: "^[A-Z]+$"', "DELETING"],
  ["not at all, where none of the states is that", "enum: [READY, BROKEN, DELETED, DELETE_FAILED]", undefined],
  ["not at all, where several are", "enum: [READY, DELETING, DELETE_IN_PROGRESS]", undefined],
])("what does not say how it is shown while it goes is shown %s", (_what, states, is) => {
  const text = (name: string): string =>
    readFileSync(new URL(`../../helpers/widgets/${name}`, import.meta.url), "utf8");
  const document = text("widgets.openapi.yaml").replace("enum: [READY, BROKEN]", states);
  const ofStates = parseContract(document, "widgets.openapi.yaml");
  const [box] = parseResources(text("widgets.resources.yaml"), "widgets.resources.yaml", ofStates).resources;
  expect(box?.going).toEqual(is === undefined ? undefined : { at: "/state", is });
});

const OF_BOXES =
  "describe: { operation: ShowBox, input: { boxName: $box } }, list: { operation: ListBoxes, at: /boxes }";
const TAGS =
  "tagging: { tag: { operation: AddTags, arn: /arn, tags: /tags }, untag: { operation: DropTags, arn: /arn, keys: /keys }, list: { operation: ShowTags, arn: /arn, shows: /tags } }";

test("what reads a kind needs no plain input of its own where nothing is required, or its row has one", () => {
  const text = HEAD.replace("box: { ", `box: { ${OF_BOXES}, `);
  const read = (inputs: string): unknown => parseResources(`${text}inputs: ${inputs}`, "t.yaml", contract).inputs;
  expect(read("{}")).toEqual({ ShowBox: { boxName: "$box" }, ListBoxes: {} });
  expect(read("{ ShowBox: { boxName: other } }")).toEqual({ ShowBox: { boxName: "other" }, ListBoxes: {} });
});

test("what needs a name that no row gives it has no plain input", () => {
  const text = HEAD.replace("box: { ", "box: { describe: { operation: ShowBox }, ");
  expect(parseResources(`${text}inputs: {}`, "t.yaml", contract).inputs).toEqual({});
});

test("operations on tags are judged, whether a service names them or not", () => {
  const read = (services: string): unknown =>
    parseResources(`${HEAD}${TAGS}\ninputs: {}\n${services}`, "t.yaml", contract).services;
  expect(read("")).toEqual({ tags: ["AddTags", "DropTags", "ShowTags"] });
  expect(read("services: { labels: [ShowTags] }")).toEqual({ labels: ["ShowTags"], tags: ["AddTags", "DropTags"] });
});

describe("a resource table", () => {
  test.each([
    ["an operation that the contract lacks", `${HEAD}inputs: { Nothing: {} }`, /no operation Nothing/],
    ["a member that an input lacks", `${HEAD}inputs: { MakeBox: { size: 1 } }`, /no member size; it has boxName/],
    [
      "a resource that it lacks",
      `${HEAD}inputs: { MakeBox: { boxName: $no-such } }`,
      /\$no-such stands for no resource and no value of this table; name one of \$box, \$new, \$roleArn/,
    ],
    [
      "an error that no operation documents",
      HEAD.replace("unknown: []", "unknown: [NoSuchError]") + "inputs: {}",
      /no operation documents the error NoSuchError; name one of /,
    ],
    [
      "an error of invalid input that no operation documents",
      HEAD.replace("taken: []", "taken: [], invalid: [ValidationException, NoSuchError]") + "inputs: {}",
      /no operation documents the error NoSuchError; name one of /,
    ],
    [
      "a value that no enumeration has",
      `${HEAD}inputs: { PaintBox: { boxName: $box, colour: purple } }`,
      /"purple" is no value of the model; give one of red, blue/,
    ],
    [
      "a default of what an input has no place for",
      HEAD.replace("box: { ", "box: { create: { operation: MakeBox }, defaults: { /size: 1 }, ") + "inputs: {}",
      /the input of MakeBox has nothing at \/size; it has \/boxName/,
    ],
    [
      "a kind to filter by that it lacks",
      `${HEAD}inputs: {}\nfilters: { ListBoxes: { /boxName: bxo } }`,
      /no resource bxo/,
    ],
    [
      "entries that an input has no place for",
      `${HEAD}inputs: {}\npatches: { PaintBox: { /labels: { put: add, remove: drop } } }`,
      /the input of PaintBox has nothing at \/labels\/add/,
    ],
    ["an input without a required member", `${HEAD}inputs: { MakeBox: {} }`, /its required member boxName is missing/],
    ["a value that it lacks", `${HEAD}inputs: { MakeBox: { boxName: "a $bxo" } }`, /\$bxo stands for no resource/],
    [
      "a resource that it lacks in the input of an operation of its own",
      HEAD.replace("{ id", "{ describe: { operation: ShowBox, input: { boxName: $bxo } }, id") + "inputs: {}",
      /\$bxo stands for no resource/,
    ],
    [
      "a doubt about an operation that there is not",
      `${HEAD}inputs: {}\ndoubts: { Nothing: [] }`,
      /no operation Nothing/,
    ],
    ["a state of a kind that there is not", `${HEAD}inputs: {}\nstates: { MakeBox: { of: bxo } }`, /no resource bxo/],
    [
      "a state after an operation that there is not",
      `${HEAD}inputs: {}\nstates: { MakeBox: { after: [Nothing] } }`,
      /no operation Nothing/,
    ],
    ["a doubt about no member", `${HEAD}inputs: {}\ndoubts: { MakeBox: [size] }`, /no member size; it has boxName/],
    [
      "a doubt about no requirement",
      `${HEAD}inputs: { MakeBox: { boxName: $new } }\ndoubts: { MakeBox: [make-box.walid] }`,
      /there is no requirement make-box\.walid; take an id that `list` prints, or a member/,
    ],
    ["a member that no table has", `${HEAD}inputs: {}\nextra: 1`, /unknown member extra/],
    ["no inputs", HEAD, /must have required property 'inputs'/],
    ["broken YAML", "a: [1\nb: 2", /^t\.yaml:\d+: not YAML: .*; give a resource table in YAML or JSON\.$/],
    ["a parent that it lacks", HEAD.replace("{ id", "{ parent: shelf, id") + "inputs: {}", /no resource shelf/],
  ])("with %s is told in one line", (_what, text, message) => {
    const read = (): unknown => parseResources(text, "t.yaml", contract);
    expect(read).toThrow(message);
    expect(read).toThrow(/^t\.yaml:\d+/);
  });

  test("without a client token that an input requires is told too, as a plain input is sent as it stands", () => {
    const operation = contract.operation("MakeBox");
    const needy = { ...operation, input: { ...operation.input, required: ["boxName", "token"] } };
    const all = { ...contract, operation: () => needy };
    const read = (input: string): unknown => parseResources(`${HEAD}inputs: { MakeBox: ${input} }`, "t.yaml", all);
    expect(() => read("{ boxName: $new }")).toThrow(/its required member token is missing/);
    expect(() => read("{ boxName: $new, token: $new }")).not.toThrow();
  });

  test("restricted to a contract keeps what that has operations for", () => {
    const operations = new Map([...contract.operations].filter(([id]) => id !== "PaintBox" && id !== "AddTags"));
    const restricted = restrictedTo({ operations }, table);
    expect(restricted.resources[0]?.updates).toEqual([]);
    expect(restricted.tagging).toBeUndefined();
    expect(restricted.inputs["PaintBox"]).toBeUndefined();
  });
});

describe("EKS's resource table", () => {
  const eks = loadEksContract();
  const own = loadEksResources(eks);

  test("has a plain input for each operation", () => {
    expect(Object.keys(own.inputs).sort()).toEqual([...eks.operations.keys()].sort());
  });

  test("names each operation as one on a resource or on none", () => {
    const named = new Set([...own.resources.flatMap(operationsOf), ...Object.values(own.services).flat()]);
    expect([...eks.operations.keys()].filter((id) => !named.has(id))).toEqual([]);
  });

  test("leads to requirements with ids that differ", () => {
    const ids = serviceRequirements(eks, own).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("asks for the error that operations on tags have of their own as the default suite does", () => {
    const levels = new Map(serviceRequirements(eks, own).map(({ id, level }) => [id, level]));
    expect(levels.get("tag-resource.unknown")).toBe("SHOULD");
    expect(levels.get("describe-nodegroup.unknown")).toBe("MUST");
  });

  test("observe what EKS was seen to hold otherwise than its model", () => {
    const levels = new Map(serviceRequirements(eks, own).map(({ id, level }) => [id, level]));
    expect(levels.get("describe-cluster-versions.status.enum")).toBe("INFO");
    expect(levels.get("describe-cluster-versions.version-status.enum")).toBe("MUST");
  });

  test("observe what becomes of an empty map of tags, since sources differ", () => {
    const levels = new Map(serviceRequirements(eks, own).map(({ id, level }) => [id, level]));
    for (const id of ["create-nodegroup", "tag-resource"]) expect(levels.get(`${id}.tags.min-properties`)).toBe("INFO");
    expect(levels.get("create-nodegroup.tags.max-properties")).toBe("MUST");
  });

  test("observe what becomes of a null for what a plain input has, since an update of nothing may be refused", () => {
    const levels = new Map(serviceRequirements(eks, own).map(({ id, level }) => [id, level]));
    expect(levels.get("update-access-entry.kubernetes-groups.type.accepts")).toBe("INFO");
    expect(levels.get("create-access-entry.kubernetes-groups.type.accepts")).toBe("MUST");
  });

  test("hold for certain of a name that stands in a member, and not of what stands beside it", () => {
    const levels = new Map(serviceRequirements(eks, own).map(({ id, level }) => [id, level]));
    const id = "associate-identity-provider-config.oidc.required-claims.keys.max-length";
    expect(levels.get(id)).toBe("MUST");
    expect(levels.get(`${id}.accepts`)).toBe("INFO");
  });

  test("promise nothing of what is shown where nothing that is sent has a place there", () => {
    const ids = serviceRequirements(eks, own).map(({ id }) => id);
    expect(ids).not.toContain("create-certificate-authority.shown");
    expect(ids).toContain("create-capability.shown");
  });

  test("are of updates with a member each that is shown", () => {
    const shownBy = (one: ResourceOperation): object =>
      shownSchema(eks.operation(one.operation), one)?.properties ?? {};
    const isShown = (id: string, one: ResourceOperation): boolean =>
      eks
        .operation(id)
        .members.some((each) => each.in === "body" && each.name in shownBy(one) && each.name in (own.inputs[id] ?? {}));
    const silent = own.resources.flatMap(({ updates, describe: one }) =>
      updates.filter((id) => one !== undefined && !isShown(id, one)),
    );
    expect(silent).toEqual([]);
  });

  test("ask for what is not there by what can be described", () => {
    const titles = new Map(serviceRequirements(eks, own).map(({ id, title }) => [id, title]));
    expect(titles.get("disassociate-access-policy.unknown")).toMatch(/where an access entry does not exist/);
  });

  test("have titles that are sentences", () => {
    const titles = serviceRequirements(eks, own).map(({ title }) => title);
    expect(titles.filter((title) => !/^[A-Z`].*\.$/s.test(title))).toEqual([]);
  });
});

describe("the requirements of a service", () => {
  const byId = new Map(serviceRequirements(contract, table).map((requirement) => [requirement.id, requirement]));

  test("hold as a MUST what is taken of names and tags, and observe it of what may mean something", () => {
    expect(byId.get("make-box.box-name.max-length.accepts")?.level).toBe("MUST");
    expect(byId.get("make-box.tags.max-properties.accepts")?.level).toBe("MUST");
    expect(byId.get("make-box.colour.enum.accepts")?.level).toBe("INFO");
    expect(byId.get("make-box.colour.enum")?.level).toBe("MUST");
  });

  test("say nothing that no source of theirs says as a MUST", () => {
    const inferred = [...byId.values()].filter(({ evidence, level }) => evidence === "inferred" && level === "MUST");
    expect(inferred).toEqual([]);
  });

  test("cite what is written of EKS for EKS alone, and the contract or the protocol for others", () => {
    const written = /^(?:register-cluster\.txt|eks-model\.md|eks-resources\.md)$/;
    expect([...byId.values()].filter(({ trace }) => written.test(trace.source)).map(({ id }) => id)).toEqual([]);
    expect([...byId.values()].filter(({ observations }) => observations !== undefined)).toEqual([]);
    const cited = ["api.json", "list-boxes.pages.size", "make-box.taken", "burn-box.gone"].map((id) => byId.get(id));
    expect(cited.map((one) => [one?.authority, one?.trace.source])).toEqual([
      ["protocol", "protocol.md"],
      ["docs", "openapi"],
      ["docs", "openapi"],
      ["docs", "openapi"],
    ]);
    expect(byId.get("list-boxes.pages.size")?.trace.quote).toContain("x-pages");
    const eks = loadEksContract();
    const sources = loadSources();
    const unfound = [...byId.values()].filter(({ trace }) => resolveTrace(trace, sources) === undefined);
    expect(unfound.map(({ id }) => id)).toEqual([]);
    const own = new Map(serviceRequirements(eks, loadEksResources(eks)).map(({ id, trace }) => [id, trace.source]));
    const ofEks = ["api.json", "list.pages.size"].map((id) => own.get(id));
    expect(ofEks).toEqual(["register-cluster.txt", "eks-resources.md"]);
  });

  test("say of kinds that one operation describes by name that a name is taken by either, and of no others", () => {
    const eks = loadEksContract();
    const byOthers = serviceRequirements(eks, loadEksResources(eks)).filter(({ id }) =>
      /\.taken\.(?!keeps$)./.test(id),
    );
    expect(byOthers.map(({ id, level, evidence }) => `${id} ${level} ${evidence}`).sort()).toEqual([
      "create.taken.registered-cluster SHOULD inferred",
      "register.taken.cluster SHOULD inferred",
    ]);
  });
});
