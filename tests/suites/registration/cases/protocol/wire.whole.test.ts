import { describe, expect, test } from "@jest/globals";
import { FAULTS } from "../../../../../reference/faults.ts";
import { wireCases } from "../../../../../suites/registration/cases/protocol/wire.ts";
import type { Case } from "../../../../../suites/registration/session/cluster-case.ts";
import type { WireRequest } from "../../../../../protocol/exchange.ts";
import type { Verdict } from "../../../../../suites/record/verdicts/verdict.ts";
import { aResponse, errorHeaders } from "../../../made-replies.ts";
import { register, requirements } from "../../../bundled-contract.ts";
import type { Fate, Script } from "../../../fake-target.ts";
import { caseOf, judgeCase, ownVerdicts } from "../judge-case.ts";

const CASES = wireCases(register);
const LEVELS = new Map(requirements.map(({ id, level }) => [id, level]));

/** Answers every registration so, and nothing that cleans up after it. */
const posting =
  (fate: Fate): Script =>
  (request, _number, work) =>
    isLook(request) ? work() : fate;

/** The same, but carries out the base that a surprise is followed by: the next registration, of another name. */
const surprising = (fate: Fate): Script => {
  let isBase = true;
  let name: string | undefined;
  return (request, _number, work) => {
    if (isLook(request)) return work();
    const asked = /"name":"([^"]*)"/.exec(Buffer.from(request.body ?? []).toString())?.[1] ?? "none";
    if (asked !== name) isBase = !isBase;
    name = asked;
    return isBase ? work() : fate;
  };
};

function isLook({ path }: WireRequest): boolean {
  return /^\/(cluster-registrations|clusters)\/./.test(path);
}

const error = (status: number, name: string) =>
  aResponse({ status, headers: errorHeaders(name), body: { message: "no" } });
const accepted = aResponse({ status: 200, body: { cluster: { name: "a" } } });

function about(...ids: readonly string[]): Case[] {
  return CASES.filter(({ requirements: [id = ""] }) => ids.includes(id));
}

/** The verdict of a miss, by the level of the case's requirement. */
function missed({ requirements: [id = ""] }: Case): Verdict {
  return LEVELS.get(id) === "MUST" ? "fail" : "warn";
}

test("all are about one requirement, and those that must be refused register nothing", () => {
  expect(CASES.length).toBeGreaterThan(60);
  for (const subject of CASES) {
    expect(subject).toMatchObject({
      kind: "wire",
      needs: ["RegisterCluster"],
      live: 1,
      requirements: [expect.any(String)],
    });
    expect(subject.id).toMatch(/^wire\/register\//);
  }
  const refused = new Set(CASES.filter(({ registers }) => registers === 0).map(({ requirements: [id] }) => id));
  expect(refused).toEqual(
    new Set([
      "api.body.invalid-json",
      "api.body.not-an-object",
      "api.body.encoding",
      "api.body.trailing-text",
      "api.body.utf-16",
      "api.body.empty",
      "api.content-type.others-refused",
      "api.accept.others-refused",
      "api.route.wrong-method",
      "api.route.unknown-path",
    ]),
  );
});

describe("what must be refused", () => {
  // UTF-16 is only reported.
  const REFUSED = CASES.filter(({ registers, requirements: [id] }) => registers === 0 && id !== "api.body.utf-16");
  // Other methods on the path may be another operation's; those answer without a body of ours.
  test.each(REFUSED)("$id", async (subject) => {
    const [id = ""] = subject.requirements;
    expect((await ownVerdicts(subject))[id]).toBe("pass");
    expect((await ownVerdicts(subject, { script: posting(accepted) }))[id]).toBe(missed(subject));
    expect((await ownVerdicts(subject, { script: surprising(error(500, "ServerException")) }))[id]).toBe(
      missed(subject),
    );
    expect(
      (
        await ownVerdicts(subject, {
          script: surprising(aResponse({ status: 400, headers: [["content-type", "text/html"]], text: "<p>" })),
        })
      )[id],
    ).toBe(id.startsWith("api.route.") ? "pass" : missed(subject));
    expect((await ownVerdicts(subject, { script: posting(error(429, "TooManyRequestsException")) }))[id]).toBe(
      "inconclusive",
    );
  });
});

describe("what a refusal left behind", () => {
  const REFUSED = CASES.filter(({ registers }) => registers === 0);

  test("is looked for after the first of each kind", async () => {
    const looked: string[] = [];
    for (const subject of REFUSED) {
      const { target } = await judgeCase(subject, { script: posting(error(400, "SerializationException")) });
      if (target.log.some((line) => line.startsWith("GET /clusters/"))) looked.push(...subject.requirements);
    }
    expect(looked.toSorted()).toEqual([...new Set(REFUSED.flatMap(({ requirements: ids }) => ids))].toSorted());
  });

  test.each([
    ["wire/register/content-type-refused/missing", "refused-for-its-media-type-but-registered"],
    ["wire/register/accept-refused/hal", "refused-for-its-accept-but-registered"],
  ])("is found by %s", async (id, fault) => {
    const patch = FAULTS.find((each) => each.id === fault)?.patch;
    if (patch === undefined) throw new Error(`no fault ${fault}`);
    const { verdicts } = await judgeCase(caseOf(CASES, id), { patch });
    expect(verdicts["register.rejected-leaves-no-state"]).toBe("fail");
  });
});

describe("where a plain registration is refused too", () => {
  const REFUSED = error(400, "ClientException");

  test.each(about("register.valid", "api.content-type.parameters", "api.body.encoding"))(
    "$id is not judged",
    async (subject) => {
      const [id = ""] = subject.requirements;
      const script = posting(id === "api.body.encoding" ? error(500, "ServerException") : REFUSED);
      const { verdicts, received } = await judgeCase(subject, { script });
      expect(verdicts["register.valid"]).toBe("fail");
      expect(id === "register.valid" ? "not judged" : received[id]).toContain("not judged");
    },
  );
});

describe("what must be accepted", () => {
  test.each(
    about("register.valid", "api.content-type.parameters", "api.accept.wildcards", "register.route.query-ignored"),
  )("$id", async (subject) => {
    const [id = ""] = subject.requirements;
    expect((await ownVerdicts(subject))[id]).toBe("pass");
    expect((await ownVerdicts(subject, { script: surprising(error(400, "SerializationException")) }))[id]).toBe(
      missed(subject),
    );
  });
});

describe("what must only be answered", () => {
  const LARGE = about("api.body.large");

  test("is large, deep, or deep and cut off", () => {
    expect(LARGE.map(({ id }) => id.replace("wire/register/", ""))).toEqual(
      expect.arrayContaining([
        "deep/arrays",
        "deep/objects",
        "large/unknown-string",
        "large/white-space",
        "json-syntax/deep-unclosed",
      ]),
    );
  });

  const subject = caseOf(CASES, "wire/register/deep/arrays");

  test.each<[Fate, Verdict]>([
    [accepted, "pass"],
    [error(400, "SerializationException"), "pass"],
    [error(413, "RequestEntityTooLargeException"), "pass"],
    [aResponse({ status: 499 }), "pass"],
    ["refused", "inconclusive"],
    [error(503, "ServiceUnavailableException"), "inconclusive"],
  ])("%#: %s is %s", async (fate, verdict) => {
    expect(await ownVerdicts(subject, { script: posting(fate) })).toEqual({ "api.body.large": verdict });
  });

  test.each<[Fate]>([[error(500, "InternalFailure")], ["reset"], ["timeout"]])(
    "%#: %s is a failure, unless its base is answered so too",
    async (fate) => {
      expect(await ownVerdicts(subject, { script: surprising(fate) })).toEqual({ "api.body.large": "fail" });
      const { verdicts } = await judgeCase(subject, { script: posting(fate) });
      expect(verdicts).toMatchObject({ "api.body.large": "inconclusive", "register.valid": "fail" });
    },
  );

  test("501 is a failure, unless its base is answered so too: then the operation is not there", async () => {
    const fate = error(501, "NotImplementedException");
    expect(await ownVerdicts(subject, { script: surprising(fate) })).toEqual({ "api.body.large": "fail" });
    const { verdicts } = await judgeCase(subject, { script: posting(fate) });
    expect(verdicts).toMatchObject({ "api.body.large": "inconclusive" });
    expect(verdicts).not.toHaveProperty(["register.valid"]);
  });
});

describe("what is only observed", () => {
  test.each(about("api.body.unspecified", "register.route.path-variants"))("$id", async (subject) => {
    const [id = ""] = subject.requirements;
    const accepting = await judgeCase(subject, { script: posting(accepted) });
    expect(accepting.verdicts).toEqual({ [id]: "info" });
    const closing = await judgeCase(subject, { script: posting("reset") });
    expect(closing.verdicts).toEqual({ [id]: "info", "api.answers": "fail" });
    const { verdicts } = await judgeCase(subject, { script: posting(error(500, "ServerException")) });
    expect(verdicts).toEqual({ [id]: "info", "api.no-server-error": "fail" });
  });
});

test.each(CASES.filter(({ id }) => id.includes("/method/")))(
  "$id carries a body and its type, unless it is GET, HEAD or DELETE",
  async (subject) => {
    const { target } = await judgeCase(subject, { script: posting(error(404, "UnknownOperationException")) });
    const [request] = target.sent;
    const bare = ["GET", "HEAD", "DELETE"].includes(request?.method ?? "");
    expect(request?.body === undefined).toBe(bare);
    expect(request?.headers.length === 0).toBe(bare);
  },
);

test.each(CASES.filter(({ id }) => /\/(json-bytes\/(latin-1|byte-ff)|lone-surrogate|null-key)/.test(id)))(
  "$id puts odd bytes into free text, and so their encoding alone is wrong",
  async (subject) => {
    const { target } = await judgeCase(subject, { script: posting(error(400, "SerializationException")) });
    expect(Buffer.from(target.sent[0]?.body ?? []).toString("latin1")).toContain('"tags"');
  },
);
