import { describe, expect, test } from "@jest/globals";
import type { Target } from "#endpoint/target.ts";
import { loadEksContract } from "#spec/contract/load.ts";
import { loadEksResources } from "#spec/resources/load-eks-resources.ts";
import { constraintCases } from "#suites/service/cases/inputs/constraint-cases.ts";
import { ServiceSession } from "#suites/service/service-session.ts";
import { whyNotJudgedInService } from "#suites/service/judging/presence/why-not-judged-in-service.ts";
import { type Defect, widgets, widgetTarget } from "#tests/helpers/widgets/widgets.ts";
import { exchangeOf, type Fate } from "#tests/suites/fake-target.ts";
import { aResponse, errorHeaders } from "#tests/suites/made-replies.ts";
import { NAME_PREFIX, serviceSetting } from "#tests/suites/service/service-setting.ts";

const service = widgets();
const [resource] = service.table.resources;
if (resource === undefined) throw new Error("the table has no box");
const box = resource;
const THERE = `${NAME_PREFIX}there`;
const MAKE = service.contract.operation("MakeBox");
const PAINT = service.contract.operation("PaintBox");

type Answering = (input: Readonly<Record<string, unknown>>) => Fate | undefined;

/** The widgets, but for the answers to some creations and changes. */
function answering(answer: Answering, defect?: Defect): Target {
  const target = widgetTarget(defect);
  const send: Target["send"] = async (request, options) => {
    const isChange = request.method === "POST" && request.body !== undefined;
    const fate = isChange ? answer(JSON.parse(new TextDecoder().decode(request.body)) as never) : undefined;
    if (fate !== undefined) return { last: exchangeOf(request, fate), earlier: [] };
    return target.send(request, options);
  };
  return { ...target, send };
}

async function run(target: Target, operation = MAKE, asked = /./) {
  const setting = serviceSetting(service, target);
  const { context, session } = setting;
  const body = new TextEncoder().encode(JSON.stringify({ boxName: THERE }));
  await target.send({ method: "POST", path: "/boxes", headers: [["content-type", "application/json"]], body });
  context.alive.set("box", { resource: box, id: THERE, arn: `arn:widgets:${THERE}` });
  for (const each of constraintCases(context, operation)) {
    if (each.requirements.some((id) => asked.test(id))) await each.run(session);
    await session.cleanUp();
  }
  const own = session.judgements.filter(({ requirement }) => asked.test(requirement) && !/^api\./.test(requirement));
  return { ...setting, own, verdicts: new Set(own.map(({ verdict }) => verdict)) };
}

const UUID = /^[0-9a-f]{8}-/;

const error = (status: number, name: string): Fate =>
  aResponse({ status, headers: errorHeaders(name), body: { message: "No." } });

describe("values next to the limits of what is made", () => {
  test("are judged, and nothing of them is left", async () => {
    const target = widgetTarget();
    // The ARNs of boxes have too few parts.
    const { verdicts } = await run(target, MAKE, /^make-box\.(?!arn$)/);
    expect(verdicts).toEqual(new Set(["pass"]));
    expect([...target.boxes.keys()]).toEqual([THERE]);
  });

  test("come every second time with a client token, but for those that are about it", async () => {
    const inputs: Readonly<Record<string, unknown>>[] = [];
    const keep: Answering = (input) => void inputs.push(input);
    await run(answering(keep), MAKE, /^make-box\.(?!token)/);
    const tokens = inputs.flatMap(({ token }) => (token === undefined ? [] : [token]));
    expect(tokens.length).toBeGreaterThan(inputs.length / 4);
    expect(inputs.length - tokens.length).toBeGreaterThan(inputs.length / 4);
    const aboutTokens = inputs.length;
    await run(answering(keep), MAKE, /^make-box\.token\./);
    expect(inputs.slice(aboutTokens).filter(({ token }) => typeof token === "string" && UUID.test(token))).toEqual([]);
  });

  test("are found where they are taken, and nothing of them is left either", async () => {
    const target = widgetTarget("takes long names");
    const { own } = await run(target, MAKE, /box-name\.max-length$/);
    expect(own.map(({ verdict }) => verdict)).toContain("fail");
    expect([...target.boxes.keys()]).toEqual([THERE]);
  });

  test("are a few of each limit, and five of those that are refused come again in a row", () => {
    const { context } = serviceSetting(service, widgetTarget());
    const counts = new Map<string, number>();
    const cases = [...constraintCases(context, MAKE)];
    const again = cases.filter(({ id }) => /\/again\/\d$/.test(id));
    expect(cases.slice(-5)).toEqual(again);
    for (const { requirements } of cases.filter((one) => !again.includes(one)))
      for (const id of requirements) counts.set(id, (counts.get(id) ?? 0) + 1);
    expect(Math.max(...counts.values())).toBeLessThanOrEqual(4);
    expect(counts.size).toBeGreaterThan(10);
  });

  test("are the last value that a limit lets through, and another, for each limit", () => {
    const { context } = serviceSetting(service, widgetTarget());
    const keysOf = (id: string) =>
      [...constraintCases(context, MAKE)].filter((one) => one.requirements.includes(id)).map((one) => one.id);
    expect(keysOf("make-box.tags.max-properties.accepts").map((key) => key.split("/").at(-1))).toEqual(["0", "3"]);
    expect(keysOf("make-box.box-name.max-length.accepts")).toHaveLength(2);
  });

  test("are never names with NUL in them, which could not be removed", async () => {
    const names: unknown[] = [];
    await run(
      answering(({ boxName }) => void names.push(boxName)),
      MAKE,
      /^make-box\.box-name\.pattern/,
    );
    expect(names.length).toBeGreaterThan(2);
    expect(names.filter((name) => String(name).includes("\0"))).toEqual([]);
  });
});

describe("the tags that are added to those that a resource has", () => {
  const TAG = service.contract.operation("AddTags");
  const most = /^add-tags\.tags\.max-properties\.accepts$/;
  /** The widgets, with a limit of their own on the tags of one request, given those that the box has. */
  const limited = (allows: (added: string[], there: string[]) => boolean): Target => {
    const target = widgetTarget();
    const send: Target["send"] = async (request, options) => {
      const isAdding = request.method === "POST" && request.path.startsWith("/tags/");
      const sent = isAdding ? (JSON.parse(new TextDecoder().decode(request.body)) as { tags?: object }) : {};
      const isFine = allows(
        Object.keys(sent.tags ?? {}),
        Object.keys((target.boxes.get(THERE) as { tags?: object } | undefined)?.tags ?? {}),
      );
      if (isAdding && !isFine)
        return { last: exchangeOf(request, error(400, "InvalidParameterException")), earlier: [] };
      return target.send(request, options);
    };
    return { ...target, send };
  };

  test("are as many as the model allows, although the plain input has the member", async () => {
    const { own } = await run(
      limited((added) => added.length < 3),
      TAG,
      most,
    );
    expect(own.map(({ verdict }) => verdict)).toContain("fail");
  });

  test("are added where there are none, since a limit may count those that are there", async () => {
    const { own } = await run(
      limited((added, there) => new Set([...added, ...there]).size <= 3),
      TAG,
      /^add-tags.*accepts$/,
    );
    expect(own.map(({ requirement }) => requirement)).toContain("add-tags.tags.max-properties.accepts");
    expect(new Set(own.map(({ verdict }) => verdict))).toEqual(new Set(["pass"]));
  });
});

describe("what must be refused", () => {
  const tooLong = /box-name\.max-length$/;
  const isLong: (fate: Fate) => Answering = (fate) => (input) =>
    String(input["boxName"]).length > 30 ? fate : undefined;

  test.each<[string, Fate, string]>([
    ["by the service's error", error(400, "InvalidParameterException"), "pass"],
    ["by another error", error(400, "SomethingElse"), "fail"],
    ["by a failure", error(500, "InternalFailure"), "fail"],
  ])("is judged: %s", async (_what, fate, verdict) => {
    expect((await run(answering(isLong(fate)), MAKE, tooLong)).verdicts).toEqual(new Set([verdict]));
  });

  test.each<[string, Fate, string]>([
    ["that the model gives it", error(431, "ValidationException"), "pass"],
    ["of another error", error(432, "ValidationException"), "fail"],
  ])("is judged by the status of the error for invalid input: one %s", async (_what, fate, verdict) => {
    const own = { name: "ValidationException", status: 431 } as (typeof MAKE.errors)[number];
    const errors = [...MAKE.errors.filter(({ name }) => name !== own.name), own];
    expect((await run(answering(isLong(fate)), { ...MAKE, errors }, tooLong)).verdicts).toEqual(new Set([verdict]));
  });

  test.each<[string, Fate]>([
    ["by the pace", error(429, "TooManyRequestsException")],
    ["by the pace, in an error that is documented", error(400, "ThrottlingException")],
    ["where nobody is there", "refused"],
  ])("is not judged %s", async (_what, fate) => {
    const paced = { name: "ThrottlingException", status: 400 } as (typeof MAKE.errors)[number];
    const operation = { ...MAKE, errors: [...MAKE.errors, paced] };
    expect((await run(answering(isLong(fate)), operation, tooLong)).verdicts).toEqual(new Set(["inconclusive"]));
  });

  test("is not judged where a plain input is refused alike by now", async () => {
    const { verdicts } = await run(
      answering(() => error(409, "ResourceInUseException")),
      MAKE,
      tooLong,
    );
    expect(verdicts).toEqual(new Set(["inconclusive"]));
  });
});

describe("what must be accepted", () => {
  const accepted = /colour\.enum\.accepts$/;

  test("is not judged where something else is under way", async () => {
    const held = answering(({ colour }) => (colour === "red" ? error(409, "ResourceInUseException") : undefined));
    const { own } = await run(held, MAKE, accepted);
    expect(new Set(own.map(({ verdict }) => verdict))).toEqual(new Set(["pass", "inconclusive"]));
  });

  test("is found where it is refused", async () => {
    const picky = answering(({ colour }) => (colour === "red" ? error(400, "InvalidParameterException") : undefined));
    expect((await run(picky, MAKE, accepted)).own.map(({ verdict }) => verdict)).toContain("info");
  });
});

describe("a change that must not be taken", () => {
  test("is found, and spoils what it changed", async () => {
    const { own, context } = await run(
      widgetTarget("keeps any stripes, and cannot read them"),
      PAINT,
      /stripes\.count/,
    );
    expect(own.map(({ verdict }) => verdict)).toContain("warn");
    expect([...context.spoilt]).toEqual(["box"]);
  });

  test("spoils nothing where it is refused", async () => {
    expect([...(await run(widgetTarget(), PAINT)).context.spoilt]).toEqual([]);
  });
});

test("an operation without a plain input has no case", () => {
  const { context } = serviceSetting(service, widgetTarget());
  const table = { ...service.table, inputs: {} };
  expect([...constraintCases({ ...context, table }, MAKE)]).toEqual([]);
});

test.each([
  [200_000, [], /^not exercised: the endpoint refuses a body as large as this needs with 413/],
  [2_000, ["fail"], undefined],
])("a 413 to a text of more than %i characters is judged so: %j", async (maxLength, verdicts, reason) => {
  const properties = { ...MAKE.input.properties, note: { type: "string", maxLength } as const };
  const note = { name: "note", in: "body", wireName: "note", required: false, schema: properties.note } as const;
  const operation = { ...MAKE, members: [...MAKE.members, note], input: { ...MAKE.input, properties } };
  const tooLarge = error(413, "RequestEntityTooLarge");
  const target = answering((input) => (String(input["note"] ?? "").length > 1_000 ? tooLarge : undefined));
  const operations = new Map([...service.contract.operations, [operation.id, operation]]);
  const contract = { ...service.contract, operations, operation: (id: string) => operations.get(id) ?? operation };
  const { context, session } = serviceSetting({ ...service, contract }, target);
  for (const each of constraintCases(context, operation)) {
    if (each.requirements.includes("make-box.note.max-length")) await each.run(session);
  }
  const own = session.judgements.filter(({ requirement }) => requirement === "make-box.note.max-length");
  expect([...new Set(own.map(({ verdict }) => verdict))]).toEqual(verdicts);
  const [requirement] = [...context.requirements.values()].filter(({ id }) => id === "make-box.note.max-length");
  context.presence.set(operation.id, { status: "implemented", reason: "200" });
  const why = requirement && whyNotJudgedInService(context).otherwise(requirement).reason;
  if (reason !== undefined) expect(why).toMatch(reason);
});

test("two operations that name things in one space are given names of their own", async () => {
  const whole = loadEksContract();
  const table = loadEksResources(whole);
  const roleArn = "arn:aws:iam::111122223333:role/connector";
  const inputs = {
    ...table.inputs,
    CreateCluster: { name: "$new", roleArn, resourcesVpcConfig: { subnetIds: ["subnet-1"] } },
    RegisterCluster: { name: "$new", connectorConfig: { roleArn, provider: "OTHER" } },
  };
  const eks = { contract: whole, table: { ...table, inputs } };
  const namesOf = async (id: string): Promise<string[]> => {
    const names: string[] = [];
    const send: Target["send"] = (request) => {
      const { name } = JSON.parse(new TextDecoder().decode(request.body) || "{}") as { readonly name?: unknown };
      if (typeof name === "string" && name.length > 8) names.push(name);
      return Promise.resolve({ last: exchangeOf(request, error(400, "InvalidParameterException")), earlier: [] });
    };
    const { context } = serviceSetting(eks, { ...widgetTarget(), send });
    for (const each of constraintCases(context, eks.contract.operation(id)))
      await each.run(new ServiceSession(context, each.id, 1));
    return names;
  };
  const [created, registered] = [await namesOf("CreateCluster"), await namesOf("RegisterCluster")];
  expect(registered.length).toBeGreaterThan(5);
  expect(registered.filter((name) => created.includes(name))).toEqual([]);
});

test("tags at a limit are shown as they were sent", async () => {
  const verdictsOf = async (defect?: Defect): Promise<Set<string>> => {
    const { context, session } = serviceSetting(service, widgetTarget(defect));
    for (const each of constraintCases(context, MAKE)) {
      if (!each.requirements.some((id) => /^make-box\.tags\..*\.accepts$/.test(id))) continue;
      await each.run(session);
      await session.cleanUp();
    }
    const shown = session.judgements.filter(({ requirement }) => requirement === "make-box.tags.shown");
    return new Set(shown.map(({ verdict }) => verdict));
  };
  expect(await verdictsOf()).toEqual(new Set(["pass"]));
  expect(await verdictsOf("loses tags")).toContain("fail");
});
