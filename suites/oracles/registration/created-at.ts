import type { JsonObject } from "#spec/json/json.ts";
import { MEMBERS } from "#spec/registration/registered-cluster.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import { shownMember } from "#custody/looking/shown-cluster.ts";
import { check, type RequirementFinding, wanting } from "#suites/oracles/finding.ts";
import { memberFinding, receivedValue } from "#suites/oracles/member-finding.ts";
import { looksLike, nowFor, timeFinding, timeRead, withinTime, WRONG_TIME } from "#suites/oracles/times.ts";

/** A cluster was created when it was registered, and begins in a status that says so. */
export function* judgeCreation(reply: Reply, cluster: JsonObject): Iterable<RequirementFinding> {
  const [created, status] = [shownMember(cluster, "created"), shownMember(cluster, "status")];
  const at = MEMBERS.created.inAnswer;
  const expected = "epoch seconds, within five minutes of now";
  if (typeof created === "number") {
    const off = created - nowFor(reply, created);
    const received = `${off.toFixed(1)} s from now${looksLike(timeRead(reply, created).unit)}`;
    const finding = timeFinding(Math.abs(off), { at, expected, received });
    yield ["register.created-at", wanting(finding, withinTime(at, { from: -WRONG_TIME, to: WRONG_TIME }))];
  } else {
    const finding = memberFinding(false, { at, expected, ...receivedValue(created) });
    // The model lets any member of an answer be absent; a wrong type is another requirement's business.
    yield ["register.created-at", { ...finding, grade: "tolerated", alternative: "no time" }];
  }
  const initial = status === "PENDING" || status === "CREATING";
  const where = MEMBERS.status.inAnswer;
  const difference = { at: where, expected: "PENDING or CREATING", ...receivedValue(status) };
  const begun = check(initial, difference.expected, difference.received, [difference]);
  const beginning = { at: where, present: true, among: ['"PENDING"', '"CREATING"'] };
  yield ["register.initial-status", wanting(begun, { members: [beginning] })];
}
