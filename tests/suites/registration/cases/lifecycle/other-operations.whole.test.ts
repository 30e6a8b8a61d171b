import { describe, expect, test } from "@jest/globals";
import type { WireRequest, WireResponse } from "#protocol/exchange.ts";
import { onlyRequirements } from "#tests/suites/bundled-contract.ts";
import {
  answer,
  described,
  expectJudgedOnWhatWasThere,
  listed,
  runBeside,
  verdictIn,
  withoutRegistration,
} from "./without-registration.ts";

/** What is judged beside it; beside all the rest: tests/long/verdicts/other-operations.test.ts. */
const ASKED = onlyRequirements(/^(register\.(route|valid|name\.max)|describe\.|list\.|api\.)/);

describe("operations beside a registration that is not there", () => {
  test("are judged on the clusters that were there before", () => expectJudgedOnWhatWasThere(ASKED));

  test.each<[string, string, (request: WireRequest) => WireResponse]>([
    [
      "a list without pages",
      "list.paging",
      ({ path }) =>
        path.startsWith("/clusters?")
          ? listed(new URLSearchParams())
          : withoutRegistration({ method: "GET", path, headers: [] }),
    ],
    [
      "labels that stay encoded",
      "api.route.encoded-label",
      (request) => (request.path.includes("%") ? described("?") : withoutRegistration(request)),
    ],
    [
      "a description of another cluster",
      "describe.route",
      (request) =>
        /^\/clusters\/(one|two|three)$/.test(request.path) ? described("two") : withoutRegistration(request),
    ],
  ])("%s fails %s", async (_what, id, respond) => {
    expect(verdictIn(await runBeside(respond, ASKED), id)).toBe(id === "api.route.encoded-label" ? "warn" : "fail");
  });

  test("a list that is cut off is shown by its page, not by the list that it was compared with", async () => {
    const cutOff = (request: WireRequest): WireResponse => {
      const query = new URLSearchParams(request.path.split("?")[1]);
      if (!/^\/clusters(\?|$)/.test(request.path) || request.method !== "GET") return withoutRegistration(request);
      return answer(200, { clusters: ["one", "three", "two"].slice(0, Number(query.get("maxResults") ?? 100)) });
    };
    const record = await runBeside(cutOff, ASKED);
    const [shown] = record.requirements.find(({ id }) => id === "list.paging")?.cases ?? [];
    expect(shown?.exchanges[shown.judgement.exchange ?? -1]?.request.path).toContain("maxResults=1");
  });

  test("an account without clusters is no evidence", async () => {
    const record = await runBeside(
      (request) =>
        request.path.startsWith("/clusters?") ? answer(200, { clusters: [] }) : withoutRegistration(request),
      ASKED,
    );
    expect(verdictIn(record, "list.paging")).toBe("not-applicable");
    expect(verdictIn(record, "describe.route")).toBe("not-applicable");
  });

  test("how the missing operation is refused is judged as an unknown path alone", async () => {
    const record = await runBeside(
      (request) => (request.path.startsWith("/cluster-registrations") ? answer(501, {}) : withoutRegistration(request)),
      ASKED,
    );
    const failures = record.requirements.find(({ id }) => id === "api.no-server-error")?.counts.fail;
    expect(failures).toBe(0);
    expect(record.operations.find(({ id }) => id === "RegisterCluster")?.verdict).toBe("not-implemented");
  });

  test("the evidence shows the registration, not the path beside it", async () => {
    const record = await runBeside(withoutRegistration, ASKED);
    const [shown] = record.requirements.find(({ id }) => id === "register.route")?.cases ?? [];
    expect(shown).toMatchObject({ expectation: "must-accept" });
    const sent = shown?.exchanges[shown.judgement.exchange ?? 0]?.request;
    expect(sent).toMatchObject({ method: "POST", path: "/cluster-registrations" });
  });

  test("in AWS they say nothing: what was there before is somebody else's", async () => {
    const record = await runBeside(withoutRegistration, ASKED, "aws");
    expect(verdictIn(record, "list.paging")).toBe("not-applicable");
    expect(verdictIn(record, "describe.route")).toBe("not-applicable");
    expect(verdictIn(record, "api.route.encoded-label")).toBe("not-applicable");
  });
});
