import { expect, test } from "@jest/globals";
import type { Reply } from "#protocol/answers/reply.ts";
import { judgeRace, type RaceRule } from "#suites/stories/judge-race.ts";
import { aFailedReply, anError, aReply } from "#tests/suites/made-replies.ts";

const WON = aReply({ status: 200, body: {} });
const OTHER = aReply({ status: 200, body: {} });
const TAKEN = anError(409, "ResourceInUseException");
const LIMIT = anError(400, "ResourceLimitExceededException");
const ODD = anError(418, "TeapotException");
const LOST = aFailedReply("reset");

const RULE: RaceRule = {
  expected: "one",
  ofRefusal: (reply) => (reply === TAKEN ? "met" : reply === LIMIT ? "unclear" : "missed"),
};

const judged = (replies: readonly Reply[], rule: Partial<RaceRule> = {}) =>
  judgeRace(replies, { ...RULE, ...rule }, (reply) => reply === LOST);

test.each<[string, readonly Reply[], Partial<RaceRule>, string, Reply | undefined]>([
  ["each succeeds", [WON, WON], {}, "met", WON],
  ["more succeed than may", [WON, WON, TAKEN], { most: 1 }, "missed", WON],
  ["the others are refused as they should be", [WON, TAKEN], { most: 1 }, "met", TAKEN],
  ["one is refused for what may explain it", [LIMIT, WON, TAKEN], {}, "unclear", LIMIT],
  ["one is refused for what nothing explains", [ODD, WON, LIMIT], {}, "missed", ODD],
  ["none succeeds, which the answers tell", [TAKEN, TAKEN], {}, "met", TAKEN],
  ["none succeeds, which counts by itself", [TAKEN, ODD], { ofNone: "unclear" }, "unclear", ODD],
  ["one shows what it must not", [OTHER, WON], { wrong: { received: "another", reply: OTHER } }, "missed", OTHER],
  ["nobody knows what became of one", [WON, WON, LOST], { most: 1 }, "unclear", WON],
  ["nobody knows of one, and nothing is missed", [WON, LOST], { ofRefusal: () => "met" }, "met", LOST],
  ["a success does not say what it made", [WON, TAKEN], { ofSuccess: "unclear" }, "unclear", WON],
  ["nothing was sent", [], {}, "unclear", undefined],
])("%s", (_what, replies, rule, grade, about) => {
  const found = judged(replies, rule);
  expect(found.finding.grade).toBe(grade);
  expect(found.about).toBe(about);
});

test("what came is told by how many of each answer, and by what is wrong about a success", () => {
  expect(judged([WON, TAKEN, TAKEN]).finding.received).toBe("once 200, 2 times 409 ResourceInUseException");
  const { received } = judged([WON, WON], { wrong: { received: "of different ones", reply: WON } }).finding;
  expect(received).toBe("2 times 200, of different ones");
});

test("too many successes have a requirement of their own, odd refusals have none", () => {
  expect(judged([WON, WON], { most: 1, step: "taken" }).finding.step).toBe("taken");
  expect(judged([WON, ODD], { most: 1, step: "taken" }).finding.step).toBeUndefined();
});
