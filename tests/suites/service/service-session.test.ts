import { settled } from "#tests/custody/keepers.ts";
import { describe, expect, test } from "@jest/globals";
import type { MadeResource } from "#custody/resources/made-resource.ts";
import { AccessLost } from "#endpoint/aws/access-lost.ts";
import type { Target } from "#endpoint/target.ts";
import { TargetGone } from "#endpoint/sending/target-gone.ts";
import { encodeInput } from "#protocol/encode.ts";
import type { Exchange, WireRequest } from "#protocol/exchange.ts";
import type { JsonObject } from "#spec/json/json.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { RUN_TAG_KEY } from "#suites/plan/target-kind-settings.ts";
import { widgets, widgetTarget, type WidgetTarget } from "#tests/helpers/widgets/widgets.ts";
import { exchangeOf, fakeTarget, type Fate } from "#tests/suites/fake-target.ts";
import { aResponse, errorHeaders, STARTED_AT } from "#tests/suites/made-replies.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { SETTINGS } from "#tests/suites/test-run.ts";
import { NAME_PREFIX, serviceSetting } from "./service-setting.ts";

const { contract, table } = widgets();
const [box] = table.resources;
if (box?.list === undefined) throw new Error("the table has no box");
const resource = box;
const { list } = box;
const service = { contract, table };
const OWN = `${NAME_PREFIX}a`;

function making(input: JsonObject): WireRequest {
  const request = encodeInput(contract.operation("MakeBox"), input);
  if (request === undefined) throw new Error("the input does not fit into a request");
  return request;
}

/** The widgets, whose creations are carried out and then answered as it is told, attempt by attempt. */
function answering(...fates: readonly Fate[]): WidgetTarget {
  const target = widgetTarget();
  const send: Target["send"] = async (request, options) => {
    const delivery = await target.send(request, options);
    if (request.method !== "POST") return delivery;
    const attempts: Exchange[] = fates.map((fate) => exchangeOf(request, fate));
    const last = attempts.at(-1);
    return last === undefined ? delivery : { last, earlier: attempts.slice(0, -1) };
  };
  return { ...target, send };
}

async function created(target: Target, boxName = OWN) {
  const setting = serviceSetting(service, target);
  const input = { boxName };
  return { ...setting, creation: await setting.session.create(resource, making(input), { input }) };
}

function refusedWith(status: number): Fate {
  return aResponse({ status, headers: errorHeaders("InvalidParameterException"), body: {} });
}

/** The same target, which shows all that there is as made long ago. */
function longAgo(target: Target): Target["send"] {
  return async (request, options) => {
    const { last, earlier } = await target.send(request, options);
    const text = new TextDecoder().decode(last.response?.body);
    const body = new TextEncoder().encode(text.replace(/"createdAt":[0-9.]+/, '"createdAt":7'));
    return { last: { ...last, response: last.response && { ...last.response, body } }, earlier };
  };
}

const TAKEN = aResponse({ status: 409, headers: errorHeaders("ResourceInUseException"), body: {} });
const FAILED = aResponse({ status: 500, body: {} });
const BUSY = aResponse({ status: 503, body: {} });

test("credentials that have expired end the run: what is answered to them says nothing of the endpoint", async () => {
  const expired = aResponse({ status: 403, headers: errorHeaders("ExpiredTokenException"), body: {} });
  const { session, context } = serviceSetting(service, answering(expired));
  const asking = () => session.send(making({ boxName: OWN }));
  await expect(asking()).rejects.toThrow(AccessLost);
  context.control.passed = false;
  expect((await asking()).status).toBe(403);
});

describe("what a case makes", () => {
  test("is written down before, and removed at the end of the case", async () => {
    const target = widgetTarget();
    const { creation, session, journal } = await created(target);
    expect(creation.made).toMatchObject({ id: OWN, arn: `arn:widgets:${OWN}` });
    await session.cleanUp();
    expect(journal).toEqual([`intend ${OWN}`, `created ${OWN}`, `removed ${OWN}`]);
    expect(target.boxes.size).toBe(0);
  });

  test("stays where it is let go of, unless it is taken in again", async () => {
    const target = widgetTarget();
    const { creation, session } = await created(target);
    const made = creation.made as MadeResource;
    session.release(made);
    session.release(made);
    await session.cleanUp();
    expect(target.boxes.size).toBe(1);
    session.adopt(made);
    await session.cleanUp();
    expect(target.boxes.size).toBe(0);
  });

  test.each<[string, readonly Fate[]]>([
    ["no answer", ["timeout"]],
    ["a failure", [FAILED]],
    ["a failure, and the refusal of what that made", [BUSY, TAKEN]],
    ["no answer, and the refusal of what was made", ["reset", TAKEN]],
  ])("is found, and removed, after %s", async (_what, fates) => {
    const target = answering(...fates);
    const { creation, session } = await created(target);
    expect(creation.made).toMatchObject({ id: OWN });
    await session.cleanUp();
    expect(target.boxes.size).toBe(0);
  });

  test.each([
    ["is not taken from somebody who had its name, although an answer says that it was made", ["a"], 1],
    ["is removed where nobody had its name", [], 0],
  ])("%s", async (_what, before, after) => {
    const target = answering(aResponse({ status: 200, body: { box: { boxName: "a" } } }));
    for (const boxName of before) await target.send(making({ boxName }));
    const { session, context } = await created(target, "a");
    await session.cleanUp();
    expect(await settled(context.keeper)).toHaveLength(after);
    expect(target.boxes.size).toBe(after);
  });

  describe("and the service names", () => {
    const given: Resource = { ...resource, id: { output: "/box/boxName", unknown: "none" } };

    test.each<[string, readonly Fate[], number]>([
      ["a failure, and told of", [BUSY], 1],
      ["no answer, and told of", ["reset"], 1],
      ["a refusal, which makes nothing", [TAKEN], 0],
    ])("is looked for where the attempt before it met with %s", async (_what, before, told) => {
      const target = widgetTarget();
      const send: Target["send"] = async (request, options) => {
        if (request.method !== "POST") return target.send(request, options);
        if (told > 0) await target.send(making({ boxName: "twin" }));
        const { last } = await target.send(request, options);
        return { last, earlier: before.map((fate) => exchangeOf(request, fate)) };
      };
      const { session, context } = serviceSetting(service, { ...target, send });
      await session.create(given, making({ boxName: OWN }), { input: { boxName: OWN } });
      await session.cleanUp();
      const left = await settled(context.keeper);
      expect(left.map(({ reason }) => reason.includes("listed: twin"))).toEqual(
        Array.from({ length: told }, () => true),
      );
    });

    test("is neither touched nor asked for again where it was there before, which is told of", async () => {
      const target = answering(aResponse({ status: 200, body: { box: { boxName: "theirs" } } }));
      await target.send(making({ boxName: "theirs" }));
      const { session, context, journal, judged } = serviceSetting(service, target);
      const creation = await session.create(given, making({ boxName: OWN }), { input: { boxName: OWN } });
      expect(creation).toMatchObject({ made: undefined, isOthers: true });
      expect(judged("make-box.names")?.verdict).toBe("fail");
      expect(context.presence.get("MakeBox")?.status).toBe("refused");
      await session.cleanUp();
      expect(await settled(context.keeper)).toMatchObject([{ reason: expect.stringContaining(`listed: ${OWN}`) }]);
      expect(journal).toEqual(["intend unnamed", "doubt unnamed", "left unnamed"]);
      expect(target.sent.filter(({ method }) => method === "DELETE")).toEqual([]);
    });

    test("is written down before it is looked at, and in doubt where that cannot be", async () => {
      const target = widgetTarget();
      const send: Target["send"] = (request, options) => {
        if (request.path !== `/boxes/${OWN}`) return target.send(request, options);
        expect(journal).toEqual(["intend unnamed", `intend ${OWN}`]);
        return Promise.reject(new TargetGone({ cause: "time", reason: "the time is over" }));
      };
      const { session, journal } = serviceSetting(service, { ...target, send });
      const creating = session.create(given, making({ boxName: OWN }), { input: { boxName: OWN } });
      await expect(creating).rejects.toThrow("the time is over");
      expect(journal).toEqual(["intend unnamed", `intend ${OWN}`, `doubt ${OWN}`]);
    });

    const taggable: Resource = { ...given, tags: { input: "/tags", shown: "/tags" } };
    const mark = { [RUN_TAG_KEY]: "7" };

    /** The tags of each creation that was sent. */
    const tagsSent = (target: WidgetTarget) =>
      target.sent
        .filter(({ method, path }) => method === "POST" && path === "/boxes")
        .map(({ body }) => (JSON.parse(new TextDecoder().decode(body)) as JsonObject)["tags"]);

    test("bears the run's tag once the target has been seen to take tags", async () => {
      const target = widgetTarget();
      const { session } = serviceSetting(service, target);
      const inputs: JsonObject[] = [
        { boxName: `${OWN}-a` },
        { boxName: `${OWN}-b`, tags: { team: "a" } },
        { boxName: `${OWN}-c` },
      ];
      for (const input of inputs) await session.create(taggable, making(input), { input });
      const input = { boxName: `${OWN}-e` };
      await session.create({ ...resource, tags: taggable.tags }, making(input), { input });
      expect(tagsSent(target)).toEqual([undefined, { team: "a", ...mark }, mark, undefined]);
    });

    test.each<[string, JsonObject["tags"], boolean, JsonObject["tags"]]>([
      ["bears the run's tag beside its own", { team: "a" }, false, { team: "a", ...mark }],
      [
        "bears the run's tag for one of as many as it is about",
        { a: "1", b: "2", c: "3" },
        true,
        { a: "1", b: "2", ...mark },
      ],
      [
        "bears its own tags alone where there is room for no more",
        { a: "1", b: "2", c: "3" },
        false,
        { a: "1", b: "2", c: "3" },
      ],
      ["bears the run's tag beside one that must be refused", { a: 5 }, false, { a: 5, ...mark }],
      ["bears none where it is about none", {}, false, {}],
      ["bears none where it is about no tags", null, false, null],
    ])("%s", async (_what, tags = null, keepsCount, expected) => {
      const target = widgetTarget();
      const { session } = serviceSetting(service, target);
      const input = { boxName: OWN, tags };
      const created = await session.create(taggable, making(input), { input, keepsCount });
      expect(tagsSent(target)).toEqual([expected]);
      expect(created.input["tags"]).toEqual(expected);
    });

    test("is sent again as it was sent first, whatever was learnt of tags in between", async () => {
      const target = widgetTarget();
      const { session } = serviceSetting(service, target);
      const tagged = { ...given, tags: { input: "/tags", shown: "/tags" } };
      const inputs: JsonObject[] = [{ boxName: `${OWN}-a` }, { boxName: `${OWN}-b`, tags: { team: "a" } }];
      for (const input of [...inputs, ...inputs]) await session.create(tagged, making(input), { input });
      const sent = target.sent.filter(({ method, path }) => method === "POST" && path === "/boxes");
      expect(sent[2]?.body).toEqual(sent[0]?.body);
    });

    test("is removed by that tag where a valid request for it was refused, and done", async () => {
      const target = widgetTarget();
      let isRefusing = false;
      const send: Target["send"] = async (request, options) => {
        const done = await target.send(request, options);
        const isRefused = isRefusing && request.method === "POST";
        return isRefused
          ? { last: { ...done.last, response: aResponse({ status: 400, body: {} }) }, earlier: [] }
          : done;
      };
      const { session, context } = serviceSetting(service, { ...target, send });
      const tagged = { ...given, tags: { input: "/tags", shown: "/tags" } };
      const first = { boxName: `${OWN}-a`, tags: { team: "a" } };
      await session.create(tagged, making(first), { input: first });
      isRefusing = true;
      await session.create(tagged, making({ boxName: OWN }), { input: { boxName: OWN } });
      await target.send(making({ boxName: "theirs" }));
      await session.cleanUp();
      expect(await settled(context.keeper)).toMatchObject([{ reason: expect.stringContaining("listed: theirs") }]);
      expect([...target.boxes.keys()]).toEqual(["theirs"]);
    });

    test("is told of where a valid request for it was refused, and done", async () => {
      const { session, context } = serviceSetting(service, answering(refusedWith(400)));
      await session.create(given, making({ boxName: OWN }), { input: { boxName: OWN } });
      expect(await settled(context.keeper)).toMatchObject([{ reason: expect.stringContaining(`listed: ${OWN}`) }]);
    });

    test("is told of by what the list shows where its answer does not name it", async () => {
      const { session, context } = serviceSetting(service, answering(aResponse({ status: 200, body: {} })));
      await session.create(given, making({ boxName: OWN }), { input: { boxName: OWN } });
      expect(await settled(context.keeper)).toMatchObject([
        { reason: `the answer to its creation does not name it; it may be among those listed: ${OWN}` },
      ]);
    });

    test("is told of where a fresh request was answered with what was made before", async () => {
      const target = answering(aResponse({ status: 200, body: { box: { boxName: OWN } } }));
      const { session, context } = serviceSetting(service, target);
      for (const boxName of [OWN, `${OWN}-b`, `${OWN}-b`])
        await session.create(given, making({ boxName }), { input: { boxName } });
      await session.cleanUp();
      expect(await settled(context.keeper)).toMatchObject([{ reason: expect.stringContaining(`listed: ${OWN}-b`) }]);
    });

    test("is written down once its name is known", async () => {
      const setting = serviceSetting(service, widgetTarget());
      await setting.session.create(given, making({ boxName: OWN }), { input: { boxName: OWN } });
      expect(setting.journal).toEqual(["intend unnamed", `intend ${OWN}`, "answered unnamed", `created ${OWN}`]);
    });

    test.each<[what: string, fate: Fate]>([
      ["none came", "timeout"],
      ["one came that tells of a failure", FAILED],
    ])("is told of where no answer named it: %s", async (_what, fate) => {
      const setting = serviceSetting(service, answering(fate));
      await setting.session.create(given, making({ boxName: OWN }), { input: { boxName: OWN } });
      expect(await settled(setting.context.keeper)).toMatchObject([{ name: "box without a name" }]);
    });
  });

  test("is not told of where the request that was not answered had no name for it", async () => {
    const { session, context } = serviceSetting(service, answering("timeout"));
    await session.create(resource, making({ boxName: OWN }), { input: {} });
    expect(await settled(context.keeper)).toEqual([]);
  });

  test("is removed at the end of the run where a valid request for it was refused, and done, whatever its name", async () => {
    for (const boxName of [OWN, "a"]) {
      const target = answering(refusedWith(400));
      const { creation, context } = await created(target, boxName);
      expect(creation.made).toBeUndefined();
      expect(await settled(context.keeper)).toEqual([]);
      expect(target.boxes.size).toBe(0);
    }
  });

  test("and was refused since somebody has its name, is struck", async () => {
    const target = widgetTarget();
    await target.send(making({ boxName: "a" }));
    const { context, clock, journal } = await created({ ...target, send: longAgo(target) }, "a");
    clock.advance(SETTINGS.consistencyMs);
    expect(await settled(context.keeper)).toEqual([]);
    expect(journal).toEqual(["intend a", "doubt a", "absent a"]);
    expect(target.boxes.size).toBe(1);
  });

  test("is looked for no more after a refusal", async () => {
    const { creation, journal } = await created(answering(TAKEN));
    expect(creation.made).toBeUndefined();
    expect(journal).toEqual([`intend ${OWN}`, `doubt ${OWN}`]);
  });

  test("is removed at the end of the run where the request for it was given up", async () => {
    const target = widgetTarget();
    const gone = new TargetGone({ cause: "time", reason: "the time is over" });
    const send: Target["send"] = async (request, options) => {
      const delivery = await target.send(request, options);
      if (request.method === "POST") throw gone;
      return delivery;
    };
    const setting = serviceSetting(service, { ...target, send });
    const input = { boxName: OWN };
    await expect(setting.session.create(resource, making(input), { input })).rejects.toThrow(gone);
    expect(await settled(setting.context.keeper)).toEqual([]);
    expect(setting.journal).toEqual([`intend ${OWN}`, `doubt ${OWN}`, `removed ${OWN}`, `absent ${OWN}`]);
    expect(target.boxes.size).toBe(0);
  });

  test("is not taken from somebody who has its name, where a failure answered", async () => {
    const target = answering(FAILED);
    await target.send(making({ boxName: "q" }));
    const { session } = await created(target, "q");
    await session.cleanUp();
    expect([...target.boxes.keys()]).toEqual(["q"]);
  });

  test("is asked for once what was deleted of its name is gone", async () => {
    const target = widgetTarget();
    const going: Resource = { ...resource, going: { at: "/state", is: "GOING" } };
    const log: string[] = [];
    const clock = new RecordingClock();
    let burning: number | undefined;
    let isBurnt = false;
    const send: Target["send"] = async (request, options) => {
      log.push(request.method);
      if (request.method === "DELETE" && burning === undefined) burning = clock.now() + 17 * SETTINGS.consistencyMs;
      if (burning === undefined || request.method === "POST" || isBurnt) return target.send(request, options);
      if (clock.now() < burning) {
        const burnt = aResponse({ status: 200, body: { box: { boxName: OWN, state: "GOING" } } });
        return { last: exchangeOf(request, burnt), earlier: [] };
      }
      isBurnt = true;
      await target.send({ ...request, method: "DELETE" }, options);
      return target.send(request, options);
    };
    const service = { contract, table: { ...table, resources: [going] } };
    const { session, context } = serviceSetting(service, { ...target, send }, { clock });
    const input = { boxName: OWN };
    const { made } = await session.create(going, making(input), { input });
    await session.cleanUp();
    expect(made !== undefined && context.keeper.states.get(made)?.isGoing).toBe(true);
    log.length = 0;
    const again = await session.create(going, making(input), { input });
    expect(again.reply.status).toBe(200);
    // Nothing was asked for before that; afterwards a look sees to it that reads show the new one.
    expect(log.slice(0, log.indexOf("POST"))).toContain("GET");
    expect(log.filter((method) => method === "POST")).toHaveLength(1);
    expect(target.boxes.size).toBe(1);
  });

  test("belongs to what there was as it was asked for", async () => {
    const lid: Resource = { ...resource, name: "lid", parent: "box" };
    const target = widgetTarget();
    const setting = serviceSetting({ contract, table: { ...table, resources: [resource, lid] } }, target);
    const { alive } = setting.context;
    const parent = { resource, id: "shelf" };
    alive.set("box", parent);
    const input = { boxName: OWN };
    const creating = setting.session.create(lid, making(input), { input });
    alive.delete("box");
    expect((await creating).made?.parent).toBe(parent);
  });

  test("without a name is told of as such", async () => {
    const target = fakeTarget(() => aResponse({ status: 200, body: { box: {} } }));
    const { session, context } = serviceSetting(service, target);
    const { made } = await session.create(resource, making({}), { input: {} });
    expect(made).toBeUndefined();
    expect(context.keeper.madeNameless(resource)).toBe(true);
  });

  test("has the name that the service gives it, where no input names it", async () => {
    const named: Resource = { ...resource, id: { output: "/box/boxName" } };
    const createdAt = STARTED_AT / 1000;
    const target = fakeTarget(() => aResponse({ status: 200, body: { box: { boxName: "given", createdAt } } }));
    const { session } = serviceSetting(service, target);
    const { made } = await session.create(named, making({ boxName: OWN }), { input: { boxName: OWN } });
    expect(made?.id).toBe("given");
  });
});

describe("a look at a resource", () => {
  const made = { resource, id: OWN };

  test.each<[string, Fate, boolean | undefined]>([
    ["shows it", aResponse({ status: 200, body: { box: {} } }), true],
    ["shows none", aResponse({ status: 404, headers: errorHeaders("ResourceNotFoundException"), body: {} }), false],
    ["says neither", BUSY, undefined],
    ["is not answered", "timeout", undefined],
  ])("%s", async (_what, fate, says) => {
    const { session } = serviceSetting(
      service,
      fakeTarget(() => fate),
    );
    expect(await session.describes(made)).toBe(says);
    expect(session.judgements).toEqual([]);
  });

  test("is none where no operation describes it", async () => {
    const { session } = serviceSetting(service, fakeTarget());
    expect(await session.describes({ ...made, resource: { ...resource, describe: undefined } })).toBeUndefined();
  });
});

describe("every answer is judged", () => {
  const painted = encodeInput(contract.operation("PaintBox"), { boxName: "a", colour: "red" });
  if (painted === undefined) throw new Error("the input does not fit into a request");
  const state = "paint-box.response.box.state";

  async function verdictOn(body: JsonObject, request: WireRequest, spoilt?: string) {
    const { session, context, judged } = serviceSetting(
      service,
      fakeTarget(() => aResponse({ status: 200, body })),
    );
    if (spoilt !== undefined) context.spoilt.add(spoilt);
    await session.send(request);
    const ids = session.judgements.map(({ requirement }) => requirement);
    return { verdict: judged(state)?.verdict, shapes: ids.filter((id) => id.includes(".response.")).length };
  }

  test("by its shape, of which a value that the model does not list is a warning at most", async () => {
    expect(await verdictOn({ box: { state: "READY" } }, painted)).toMatchObject({ verdict: "pass" });
    expect(await verdictOn({ box: { state: "NEW" } }, painted)).toMatchObject({ verdict: "warn" });
  });

  test("but not by its shape after a change that must not be taken, or of what took one", async () => {
    const wrong = encodeInput(contract.operation("PaintBox"), { boxName: "a", colour: "green" });
    if (wrong === undefined) throw new Error("the input does not fit into a request");
    expect((await verdictOn({ box: { state: "NEW" } }, wrong)).shapes).toBe(0);
    expect((await verdictOn({ box: { state: "NEW" } }, painted, "box")).shapes).toBe(0);
  });
});

test.each<[string, Fate, "not-implemented" | "implemented" | undefined, boolean]>([
  ["unnamed, of an operation not yet known", aResponse({ status: 404, body: "<h1>none</h1>" }), undefined, false],
  [
    "named, of one not yet known",
    aResponse({ status: 404, headers: errorHeaders("NoBox"), body: {} }),
    undefined,
    true,
  ],
  ["unnamed, of one that is there", aResponse({ status: 404, body: "<h1>none</h1>" }), "implemented", true],
  [
    "of one that is not",
    aResponse({ status: 400, headers: errorHeaders("NoRoute"), body: {} }),
    "not-implemented",
    false,
  ],
  ["that is a success after all", aResponse({ status: 200, body: { box: {} } }), "not-implemented", true],
])("an answer %s is judged in general: %#", async (_what, fate, status, isJudged) => {
  const { session, context } = serviceSetting(
    service,
    fakeTarget(() => fate),
  );
  if (status !== undefined) context.presence.set("ShowBox", { status, reason: "" });
  await session.describe({ resource, id: OWN });
  expect(session.judgements.length > 0).toBe(isJudged);
});

test("a list is judged by its shape until something is created that should not have been", async () => {
  const answer = ({ method }: WireRequest): Fate =>
    aResponse({ status: 200, body: method === "GET" ? { boxes: [7] } : { box: { boxName: OWN } } });
  const { session } = serviceSetting(service, fakeTarget(answer));
  const shapes = async (): Promise<number> => {
    const before = session.judgements.length;
    await session.list({ resource, id: OWN }, list);
    return session.judgements.slice(before).filter(({ requirement }) => requirement.includes(".response.")).length;
  };
  expect(await shapes()).toBeGreaterThan(0);
  await session.create(resource, making({ boxName: OWN }), { input: { boxName: OWN } });
  expect(await shapes()).toBeGreaterThan(0);
  const long = { boxName: `${OWN}${"x".repeat(40)}` };
  await session.create(resource, making(long), { input: long });
  expect(await shapes()).toBe(0);
});

test("a list is followed to its end, each of its answers in the case's account", async () => {
  const pages: JsonObject[] = [{ boxes: ["a"], next: "1" }, { boxes: ["b"] }];
  const target = fakeTarget((_request, number) => aResponse({ status: 200, body: pages[number - 1] ?? {} }));
  const { session } = serviceSetting(service, target);
  expect(await session.list({ resource, id: OWN }, list)).toMatchObject({ ids: ["a", "b"], complete: true });
  expect(session.exchanges).toHaveLength(2);
});
