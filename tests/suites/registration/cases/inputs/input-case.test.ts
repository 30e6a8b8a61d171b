import { describe, expect, test } from "@jest/globals";
import { boundaryInputs } from "../../../../../generators/boundary/boundary-inputs.ts";
import type { GeneratedInput } from "../../../../../generators/schema/generated-input.ts";
import type { JsonObject } from "../../../../../spec/json/json.ts";
import type { Constraint } from "../../../../../spec/requirement.ts";
import { unspecifiedCase } from "../../../../../suites/registration/cases/inputs/unspecified-case.ts";
import type { Case } from "../../../../../suites/registration/session/cluster-case.ts";
import { runCase } from "../../../../../suites/registration/run-case.ts";
import { oneRequestCase } from "../../../../../suites/registration/cases/inputs/one-request.ts";
import { inputCase } from "../../../../../suites/registration/cases/inputs/input-case.ts";
import { aResponse, errorHeaders } from "../../../made-replies.ts";
import { contract, describeOperation, listOperation, register } from "../../../bundled-contract.ts";
import { fakeTarget, type Script } from "../../../fake-target.ts";
import { testContext } from "../../../test-run.ts";
import { RecordingClock } from "../../../../helpers/recording-clock.ts";

const NO_STATE = "register.rejected-leaves-no-state";
const LONG: Constraint = {
  pointer: "/properties/name",
  keyword: "maxLength",
  side: "reject",
  requirement: "register.name.max-length",
};
const INPUT: JsonObject = {
  name: "ecf-9i59nsg-first",
  connectorConfig: { roleArn: "arn:aws:iam::111122223333:role/agent", provider: "OTHER" },
};

function generated(changes: JsonObject = {}, parts: Partial<GeneratedInput> = {}): GeneratedInput {
  return { key: "key", kind: "boundary", note: "what is special", input: { ...INPUT, ...changes }, ...parts };
}

function setting(script?: Script, { controlPassed = true, existing = [] as readonly string[] } = {}) {
  const clock = new RecordingClock();
  const target = fakeTarget(script, { now: clock.now, existing: { registered: existing } });
  const context = testContext({ target, clock });
  context.control.passed = controlPassed;
  return { target, context };
}

async function run(subject: Case | undefined, parts = setting()) {
  if (subject === undefined) throw new Error("no case");
  const { judgements } = await runCase(parts.context, subject);
  const of = (id: string) => judgements.filter(({ requirement }) => requirement === id).map(({ verdict }) => verdict);
  return { ...parts, judgements, own: of(subject.requirements[0] ?? ""), of };
}

const error = (status: number, name: string) =>
  aResponse({ status, headers: errorHeaders(name), body: { message: "no" } });
const posting =
  (answer: ReturnType<typeof aResponse>): Script =>
  (request, _number, work) =>
    request.method === "POST" ? answer : work();

/** Refuses a name that is taken in a way that no contract documents. */
const takenIs400: Script = async (request, _number, work) => {
  const answer = await work();
  return answer.status === 409 ? error(400, "InvalidRequestException") : answer;
};

const SHORTEST = {
  ...LONG,
  keyword: "minLength",
  side: "accept",
  requirement: "register.name.min-length.accepts",
} as const;

/** The probe of a name of one character. */
function oneCharacter(): GeneratedInput & { readonly renamed: (salt: string) => JsonObject | undefined } {
  const inputs = boundaryInputs(register.input, { prefix: "ecf-9i59nsg-", fixtures: {} }, [SHORTEST]);
  const found = [...inputs].find(({ key }) => key.endsWith("min-length/accept/1-plain"));
  if (found?.renamed === undefined) throw new Error("no such probe");
  return { ...found, renamed: found.renamed };
}

describe("a name that anybody may have", () => {
  const letters = [..."abcdefghijklmnopqrstuvwxyz0123456789"];

  test("and that is taken says nothing about its length: another one does", async () => {
    const probe = oneCharacter();
    const parts = setting(takenIs400, { existing: [String(probe.input["name"])] });
    const { own, target } = await run(inputCase(contract, register, probe), parts);
    expect(own).toEqual(["pass"]);
    const registered = target.log.flatMap((line) => /^POST \/cluster-registrations (.)$/.exec(line)?.[1] ?? []);
    expect(registered).toHaveLength(2);
    expect(new Set(registered).size).toBe(2);
  });

  test("leaves its requirement open where every other is taken, too", async () => {
    const { own } = await run(
      inputCase(contract, register, oneCharacter()),
      setting(takenIs400, { existing: letters }),
    );
    expect(own).toEqual(["inconclusive"]);
  });

  test("and that is free, or registered by the request that is refused, counts", async () => {
    const refusing = (done: boolean): Script => {
      return async (request, _number, work) => {
        if (!/"name":"."/.test(new TextDecoder().decode(request.body))) return work();
        if (done) await work();
        return error(400, "InvalidRequestException");
      };
    };
    for (const done of [false, true]) {
      const { own } = await run(inputCase(contract, register, oneCharacter()), setting(refusing(done)));
      expect(own).toEqual(["fail"]);
    }
  });
});

describe("the case of a generated input", () => {
  test("is about the requirement of its constraint, and may register one cluster", () => {
    const accepted = {
      pointer: "/properties/tags",
      keyword: "maxProperties",
      side: "accept",
      requirement: "register.tags.max-properties.accepts",
    } as const;
    expect(
      inputCase(contract, register, generated({}, { constraint: accepted, kind: "random" }), { checksState: true }),
    ).toMatchObject({
      id: "register/random/key",
      kind: "random",
      requirements: ["register.tags.max-properties.accepts"],
      summary: "what is special",
      needs: ["RegisterCluster"],
      effect: "create",
      live: 1,
    });
  });

  test("of a plain one is about validity, and of a fault registers none", () => {
    expect(inputCase(contract, register, generated())).toMatchObject({ requirements: ["register.valid"] });
    expect(inputCase(contract, register, generated())?.registers).toBeUndefined();
    expect(inputCase(contract, register, generated({}, { constraint: LONG }))).toMatchObject({ registers: 0 });
  });

  test("of a read has no effect", () => {
    expect(inputCase(contract, listOperation, generated({}, { input: { maxResults: 1 } }))).toMatchObject({
      effect: "read",
      live: 0,
      needs: ["ListClusters"],
    });
    const remove = contract.operation("DeregisterCluster");
    expect(inputCase(contract, remove, generated({}, { input: { name: "a" } }))).toMatchObject({
      effect: "delete",
      live: 0,
    });
  });

  test("is none where the URL cannot carry the value, or carries another", () => {
    const least = {
      pointer: "/properties/maxResults",
      keyword: "minimum",
      side: "reject",
      requirement: "list.max-results.minimum",
    } as const;
    const kind = {
      pointer: "/properties/maxResults",
      keyword: "type",
      side: "reject",
      requirement: "list.max-results.type",
    } as const;
    const of = (maxResults: unknown, constraint: Constraint) =>
      inputCase(contract, listOperation, generated({}, { input: { maxResults } as JsonObject, constraint }));
    expect(of({}, kind)).toBeUndefined();
    expect(of(null, kind)).toBeUndefined();
    expect(of("5", kind)).toBeUndefined();
    expect(of("five", kind)).toBeDefined();
    expect(of(0, least)).toBeDefined();
    expect(of(1, least)).toBeUndefined();
    expect(of(1, { ...least, side: "accept" })).toBeDefined();
    expect(of(0, { ...least, side: "accept" })).toBeUndefined();
    expect(inputCase(contract, describeOperation, generated({}, { input: { name: "" } }))).toBeUndefined();
  });
});

describe("a request that must be accepted", () => {
  test("passes when it is", async () => {
    const { own, target } = await run(inputCase(contract, register, generated(), { checksState: true }));
    expect(own).toEqual(["pass"]);
    expect(target.reference.clusterNames()).toEqual([]);
    expect(target.log).toEqual([
      "POST /cluster-registrations ecf-9i59nsg-first",
      "GET /clusters/ecf-9i59nsg-first",
      "DELETE /cluster-registrations/ecf-9i59nsg-first",
    ]);
  });

  test("fails when it is refused", async () => {
    expect(
      (
        await run(
          inputCase(contract, register, generated(), { checksState: true }),
          setting(posting(error(400, "InvalidParameterException"))),
        )
      ).own,
    ).toEqual(["fail"]);
  });

  test("is looked at again under other names while throttled, and then says nothing", async () => {
    const { own, target } = await run(
      inputCase(contract, register, generated(), { checksState: true }),
      setting(posting(error(429, "TooManyRequestsException"))),
    );
    expect(own).toEqual(["inconclusive"]);
    expect(new Set(target.log).size).toBe(4);
  });

  test("is no fault while its name is somebody else's", async () => {
    const foreign: Script = (request, _number, work) =>
      request.method === "GET"
        ? aResponse({ status: 200, body: { cluster: { name: "x" } } })
        : posting(error(409, "ResourceInUseException"))(request, 1, work);
    const { own, judgements, target } = await run(
      inputCase(contract, register, generated(), { checksState: true }),
      setting(foreign),
    );
    expect(own).toEqual(["inconclusive"]);
    expect(judgements.map(({ received }) => received)).toContain(
      "409 ResourceInUseException: the name was taken before",
    );
    expect(target.log.filter((line) => line.startsWith("POST"))).toHaveLength(4);
    expect(target.log).not.toContain("DELETE /cluster-registrations/x");
  });

  test("is a fault when its name is called taken, and nobody has it", async () => {
    expect(
      (
        await run(
          inputCase(contract, register, generated(), { checksState: true }),
          setting(posting(error(409, "ResourceInUseException"))),
        )
      ).own,
    ).toEqual(["fail"]);
  });

  test("passes when another round finds a free name", async () => {
    const { own, target } = await run(
      inputCase(contract, register, generated(), { checksState: true }),
      setting(undefined, { existing: ["ecf-9i59nsg-first"] }),
    );
    expect(own).toEqual(["pass"]);
    expect(target.reference.clusterNames()).toEqual(["ecf-9i59nsg-first"]);
  });
});

describe("a request that must be refused", () => {
  const tooLong = inputCase(contract, register, generated({ name: "a".repeat(101) }, { constraint: LONG }), {
    checksState: true,
  });
  const tags = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, ""]));
  const many = {
    pointer: "/properties/tags",
    keyword: "maxProperties",
    side: "reject",
    requirement: "register.tags.max-properties",
  } as const;
  const tooMany = (checksState = true) =>
    inputCase(contract, register, generated({ tags }, { constraint: many }), { checksState });

  test("passes when it is, and its name is looked for after", async () => {
    const { own, of, target } = await run(tooMany());
    expect(own).toEqual(["pass"]);
    expect(of(NO_STATE)).toEqual(["pass"]);
    expect(target.log).toEqual(["POST /cluster-registrations ecf-9i59nsg-first", "GET /clusters/ecf-9i59nsg-first"]);
  });

  test("is not looked for where that is not asked, nor where it was accepted", async () => {
    expect((await run(tooMany(false))).target.log).toEqual(["POST /cluster-registrations ecf-9i59nsg-first"]);
    const lenient = await run(
      tooMany(),
      setting(posting(aResponse({ status: 200, body: { cluster: { name: "ecf-9i59nsg-first" } } }))),
    );
    expect(lenient.own).toEqual(["fail"]);
    expect(lenient.target.log.filter((line) => line.startsWith("GET"))).toEqual([]);
  });

  test("fails for the state that it left behind all the same, which is removed", async () => {
    const parts = setting(async (request, _number, work) => {
      if (request.method !== "POST") return work();
      await parts.target.reference.handle({ ...request, body: new TextEncoder().encode(JSON.stringify(INPUT)) });
      return error(400, "InvalidParameterException");
    });
    const { own, of, target } = await run(tooMany(), parts);
    expect(own).toEqual(["pass"]);
    expect(of(NO_STATE)).toEqual(["fail"]);
    expect(target.reference.clusterNames()).toEqual([]);
  });

  test("whose name is empty or no text is not looked for", async () => {
    for (const name of ["", 7, null]) {
      const constraint = {
        pointer: "/properties/name",
        keyword: name === "" ? "minLength" : "type",
        side: "reject",
        requirement: name === "" ? "register.name.min-length" : "register.name.type",
      } as const;
      const { own, target } = await run(
        inputCase(contract, register, generated({ name }, { constraint }), { checksState: true }),
      );
      expect(own).toEqual(["pass"]);
      expect(target.log.filter((line) => line.startsWith("GET"))).toEqual([]);
    }
  });

  test("fails when it is accepted, and what came of it is removed", async () => {
    const { own, target } = await run(
      tooLong,
      setting(posting(aResponse({ status: 200, body: { cluster: { name: "a" } } }))),
    );
    expect(own).toEqual(["fail"]);
    // The answer names another cluster than was sent, and that one is not ours.
    expect(target.log).not.toContain("DELETE /cluster-registrations/a");
  });

  test("proves nothing while no valid registration succeeds", async () => {
    const { own, judgements } = await run(tooLong, setting(undefined, { controlPassed: false }));
    expect(own).toEqual(["inconclusive"]);
    expect(judgements.find(({ verdict }) => verdict === "inconclusive")?.received).toBe(
      "400 InvalidParameterException, but no valid registration succeeds either",
    );
  });

  test("fails when it is refused badly, valid registration or not", async () => {
    const failing: Script = ({ method, body }, _number, work) =>
      method === "POST" && /"name":"[^"]{101,}"/.test(Buffer.from(body ?? []).toString())
        ? error(500, "ServerException")
        : work();
    for (const controlPassed of [true, false]) {
      expect((await run(tooLong, setting(failing, { controlPassed }))).own).toEqual(["fail"]);
    }
  });

  test("proves nothing where what is valid is refused as badly, and that is the failure", async () => {
    for (const controlPassed of [true, false]) {
      const { own, of } = await run(tooLong, setting(posting(error(500, "ServerException")), { controlPassed }));
      expect(own).toEqual(["inconclusive"]);
      expect(of("register.valid")).toEqual(["fail"]);
    }
  });

  test("of another operation needs no valid registration", async () => {
    const most = {
      pointer: "/properties/maxResults",
      keyword: "maximum",
      side: "reject",
      requirement: "list.max-results.maximum",
    } as const;
    const subject = inputCase(contract, listOperation, generated({}, { input: { maxResults: 101 }, constraint: most }));
    expect((await run(subject, setting(undefined, { controlPassed: false }))).own).toEqual(["pass"]);
  });

  test("is looked at again while throttled", async () => {
    let calls = 0;
    const script: Script = (request, _number, work) =>
      request.method === "POST" && (calls += 1) < 3 ? error(503, "ServiceUnavailableException") : work();
    expect((await run(tooLong, setting(script))).own).toEqual(["pass"]);
  });
});

describe("a label that the bytes do not bear out", () => {
  test("is a bug of the suite, not of the endpoint", async () => {
    const { own, judgements, target } = await run(
      inputCase(contract, register, generated({}, { constraint: LONG }), { checksState: true }),
    );
    expect(own).toEqual(["error"]);
    expect(target.log).toEqual([]);
    expect(judgements[0]?.received).toBe(
      "register/boundary/key was to break /properties/name#maxLength, but breaks nothing",
    );
  });

  test("names what is broken in its place", async () => {
    const { judgements } = await run(
      inputCase(contract, register, generated({ name: "" }, { constraint: LONG }), { checksState: true }),
    );
    expect(judgements[0]?.received).toMatch(/but breaks \/properties\/name#minLength/);
  });

  test.each([
    ["a limit that is kept", { ...LONG, side: "accept", requirement: "register.name.max-length.accepts" } as const],
    ["an input that is plainly valid", undefined],
  ])("is so where it says %s", async (_what, constraint) => {
    const { own, judgements, target } = await run(
      inputCase(contract, register, generated({ name: "a".repeat(101) }, { constraint })),
    );
    expect(own).toEqual(["error"]);
    expect(target.log).toEqual([]);
    expect(judgements[0]?.received).toBe(
      "register/boundary/key was to keep the contract, but breaks /properties/name#maxLength",
    );
  });

  test("is let be where the sources are silent on the bytes", async () => {
    const subject = oneRequestCase({
      operation: register,
      id: "x",
      kind: "wire",
      requirement: "register.valid",
      summary: "",
      checksState: false,
      label: { side: "reject", key: "/properties/name#maxLength" },
      request: () => ({
        method: "POST",
        path: "/cluster-registrations",
        headers: [["content-type", "application/json"]],
        body: new TextEncoder().encode(JSON.stringify({ ...INPUT, hint: 1 })),
      }),
    });
    expect((await run(subject)).own).toEqual(["info"]);
  });
});

describe("where the sources are silent", () => {
  const subject = unspecifiedCase(register, { ...generated({ tags: {} }), unspecified: "empty-tags" });

  test("either answer is observed", async () => {
    expect(subject).toMatchObject({
      id: "register/unspecified/key",
      kind: "boundary",
      requirements: ["register.unspecified.empty-tags"],
    });
    expect((await run(subject)).own).toEqual(["info"]);
    const refused = await run(subject, setting(posting(error(400, "InvalidParameterException"))));
    expect(refused.own).toEqual(["info"]);
    expect(refused.judgements.find(({ verdict }) => verdict === "info")).toMatchObject({
      expected: "either answer: the sources are silent on empty-tags",
      received: "400 InvalidParameterException",
    });
  });

  test("what no request can carry is no case", () => {
    expect(unspecifiedCase(describeOperation, { ...generated({}, { input: {} }), unspecified: "x" })).toBeUndefined();
  });

  test("another round has another name", async () => {
    const { target } = await run(
      subject,
      setting((request, number, work) =>
        request.method === "POST" && number === 1
          ? [error(503, "ServiceUnavailableException"), error(500, "ServerException")]
          : work(),
      ),
    );
    expect(new Set(target.log.filter((line) => line.startsWith("POST"))).size).toBe(2);
  });
});
