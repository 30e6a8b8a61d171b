import { describe, expect, test } from "@jest/globals";
import { type Beforehand, type Claim, isTheirs, notOurs } from "#custody/ownership/ownership.ts";
import { ResourceStates } from "#custody/resources/resource-states.ts";
import { widgets } from "#tests/helpers/widgets/widgets.ts";
import { aReply, JSON_TYPE, STARTED_AT } from "#tests/suites/made-replies.ts";

const service = widgets();
const [box] = service.table.resources;
if (box === undefined) throw new Error("the table has no box");
const made = { resource: box, id: "a" };

const DATE = ["date", new Date(STARTED_AT).toUTCString()] as const;
const HOUR_MS = 3_600_000;
const TIME = { from: STARTED_AT - 10_000, to: STARTED_AT - 9_000 };

/** Whose a box is that is shown as created so many milliseconds from now, or without a time. */
function whose(beforehand: Beforehand, createdAt: number | undefined): "ours" | "theirs" | "unknown" {
  const told = { boxName: "a", createdAt: createdAt === undefined ? null : (STARTED_AT + createdAt) / 1000 };
  const reply = aReply({ status: 200, headers: [JSON_TYPE, DATE], body: { box: told } });
  const claim: Claim = { service, made, times: [TIME], beforehand, bearsRun: false, created: false };
  if (isTheirs(reply, claim)) return "theirs";
  return notOurs(reply, claim) === undefined ? "ours" : "unknown";
}

describe("a name that anybody may have", () => {
  test.each([
    ["the run's, where nobody had it, and it was created on the run's request", "free", -9_500, "ours"],
    ["nobody knows whose, where nobody had it, and it was created before that", "free", -HOUR_MS, "unknown"],
    ["nobody knows whose, where nobody had it, and it was created after that", "free", -1_000, "unknown"],
    ["nobody knows whose, where nobody had it, and nothing says when it was created", "free", undefined, "unknown"],
    ["somebody else's, where somebody had it", "taken", -HOUR_MS, "theirs"],
    ["somebody else's, where somebody had it, and nothing says since when", "taken", undefined, "theirs"],
    ["nobody knows whose, where somebody had it, and there is a new one", "taken", -9_500, "unknown"],
    ["somebody else's, where no look said so, and it was created at another time", "unknown", -HOUR_MS, "theirs"],
    ["nobody knows whose, where no look said so", "unknown", -9_500, "unknown"],
  ] as const)("is %s", (_what, beforehand, createdAt, expected) => {
    expect(whose(beforehand, createdAt)).toBe(expected);
  });
});

test("what a later look shows may have been made by the first request", () => {
  const states = new ResourceStates({ service, namePrefix: "ecf-7-", startedAt: STARTED_AT });
  states.ask(made);
  states.askedAt(made, TIME, "free");
  states.askedAt(made, { from: 1, to: 2 }, "taken");
  expect(states.get(made)).toMatchObject({ times: [TIME, { from: 1, to: 2 }], beforehand: "free" });
});
