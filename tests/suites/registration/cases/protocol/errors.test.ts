import { describe, expect, test } from "@jest/globals";
import {
  NEAR_NAME_CASES,
  provokedErrorCases,
  UNKNOWN_NAME_CASES,
} from "../../../../../suites/registration/cases/protocol/errors.ts";
import { FAULTS } from "../../../../../reference/faults.ts";
import { findById } from "../../../../../reference/find-by-id.ts";
import { KIND_SETTINGS } from "../../../../../suites/plan/target-kind-settings.ts";
import { aResponse, errorHeaders } from "../../../made-replies.ts";
import { contract } from "../../../bundled-contract.ts";
import type { Script } from "../../../fake-target.ts";
import { caseOf, faultsFound, judgeCase } from "../judge-case.ts";

describe("a name that nobody registered", () => {
  test.each(UNKNOWN_NAME_CASES)("$id", async (subject) => {
    const [id = ""] = subject.requirements;
    expect(await faultsFound(subject, {})).toEqual({});
    const answering = (status: number, name: string) => () =>
      aResponse({ status, headers: errorHeaders(name), body: { message: "no" } });
    expect(
      await faultsFound(subject, { script: () => aResponse({ status: 200, body: { cluster: { name: "a" } } }) }),
    ).toEqual({ [id]: "fail" });
    expect(await faultsFound(subject, { script: answering(400, "ResourceNotFoundException") })).toEqual({
      [id]: "fail",
    });
    expect(await faultsFound(subject, { script: answering(404, "NotFoundException") })).toEqual({ [id]: "fail" });
    const told = (message: string) => () =>
      aResponse({ status: 400, headers: errorHeaders("ClientException"), body: { message } });
    expect(await faultsFound(subject, { script: told("No cluster found for name: a") })).toEqual({ [id]: "warn" });
    expect(await faultsFound(subject, { script: told("The name is not good.") })).toEqual({ [id]: "fail" });
    expect(await faultsFound(subject, { script: answering(503, "ServiceUnavailableException") })).toEqual({
      [id]: "inconclusive",
    });
  });

  test("is asked for by the operations that take one", async () => {
    const logs = await Promise.all(
      UNKNOWN_NAME_CASES.map(async (subject) => [
        subject.effect,
        subject.live,
        (await judgeCase(subject)).target.log.at(-1),
      ]),
    );
    expect(logs).toEqual([
      ["read", 0, expect.stringMatching(/^GET \/clusters\/ecf-9i59nsg-/)],
      ["delete", 0, expect.stringMatching(/^DELETE \/cluster-registrations\/ecf-9i59nsg-/)],
    ]);
  });
});

describe("a name that is nearly somebody's", () => {
  test.each([
    ["errors/describe.error.unknown-name/near", "describe-folds-case"],
    ["errors/deregister.error.unknown-name/near", "deregister-folds-case"],
    ["errors/name-after-refusal", "refused-for-a-tag-but-name-kept"],
  ])("%s tells %s", async (id, fault) => {
    const subject = caseOf(NEAR_NAME_CASES, id);
    const [requirement = ""] = subject.requirements;
    expect(await faultsFound(subject, {})).toEqual({});
    const { patch } = findById("fault", FAULTS, fault);
    expect(await faultsFound(subject, { patch })).toEqual({ [requirement]: "fail" });
  });
});

describe("errors asked for through the target's hook", () => {
  const cases = provokedErrorCases(contract, KIND_SETTINGS.reference);

  test("are those of every operation, where there is a hook", () => {
    const documented = [...contract.operations.values()].flatMap(({ errors }) => errors);
    expect(cases).toHaveLength(documented.length);
    expect(provokedErrorCases(contract, KIND_SETTINGS.emulator)).toEqual([]);
    const { effect, live, requirements, needs } = caseOf(cases, "errors/provoked/register/server-exception");
    expect(effect).toBe("create");
    expect(live).toBe(1);
    expect(needs).toEqual(["RegisterCluster"]);
    expect(requirements).toEqual(["register.error.server.status", "register.error.server.members"]);
    expect(caseOf(cases, "errors/provoked/deregister/server-exception")).toMatchObject({ effect: "delete", live: 0 });
    expect(caseOf(cases, "errors/provoked/list/server-exception")).toMatchObject({ effect: "read", live: 0 });
  });

  test("are met, and a server error among them is no fault", async () => {
    for (const name of ["server", "service-unavailable", "access-denied", "client"]) {
      const { verdicts, target } = await judgeCase(caseOf(cases, `errors/provoked/register/${name}-exception`));
      expect(verdicts[`register.error.${name}.status`]).toBe("pass");
      expect(verdicts[`register.error.${name}.members`]).toBe("pass");
      expect(Object.values(verdicts)).not.toContain("fail");
      // A name in doubt may be looked for and removed, but the request is not sent again.
      expect(target.log.filter((line) => line.startsWith("POST"))).toHaveLength(1);
      expect(target.options[0]).toMatchObject({ once: true });
    }
  });

  test("are asked for again when the reply is lost, and missed when it always is", async () => {
    const subject = caseOf(cases, "errors/provoked/register/server-exception");
    const losing =
      (count: number): Script =>
      (_request, number, work) =>
        number <= count ? "reset" : work();
    const found = await judgeCase(subject, { script: losing(1) });
    expect(Object.values(found.verdicts)).not.toContain("fail");
    expect(found.verdicts["register.error.server.status"]).toBe("pass");
    expect((await judgeCase(subject, { script: losing(Infinity) })).verdicts["api.answers"]).toBe("fail");
  });

  test("are asked for once where they are read, and again when the pace was refused", async () => {
    const subject = caseOf(cases, "errors/provoked/list/service-unavailable-exception");
    const { target } = await judgeCase(subject);
    expect(target.sent).toHaveLength(1);
    expect(target.options[0]).toEqual(expect.objectContaining({ once: true }));
    const slow: Script = (_request, number, work) =>
      number === 1
        ? aResponse({ status: 429, headers: errorHeaders("TooManyRequestsException"), body: { message: "no" } })
        : work();
    const { verdicts } = await judgeCase(subject, { script: slow });
    expect(verdicts["list.error.service-unavailable.status"]).toBe("pass");
  });

  test("of a wrong status, or with members of a wrong type, are seen", async () => {
    const subject = caseOf(cases, "errors/provoked/describe/server-exception");
    const answering = (status: number, body: { message: string | number }) => () =>
      aResponse({ status, headers: errorHeaders("ServerException"), body });
    expect(await faultsFound(subject, { script: answering(502, { message: "no" }) })).toEqual({
      "describe.error.server.status": "fail",
    });
    expect(await faultsFound(subject, { script: answering(500, { message: 7 }) })).toEqual({
      "describe.error.server.members": "fail",
    });
  });

  test("are asked for with the hook's header, on a valid request", async () => {
    const { target } = await judgeCase(caseOf(cases, "errors/provoked/register/server-exception"));
    const [request] = target.sent;
    expect(request?.headers).toEqual([
      ["content-type", "application/json"],
      ["x-reference-provoke", "ServerException"],
    ]);
    expect(JSON.parse(new TextDecoder().decode(request?.body))).toMatchObject({
      name: expect.any(String),
      connectorConfig: expect.any(Object),
    });
  });
});
