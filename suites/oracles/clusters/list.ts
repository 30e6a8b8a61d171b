import type { JsonObject } from "#spec/json/json.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import { objectWith } from "#suites/record/condition.ts";
import { check, type RequirementFinding, wanting } from "#suites/oracles/finding.ts";
import { namesOn } from "#custody/looking/shown-cluster.ts";
import { LISTING } from "#spec/registration/registered-cluster.ts";

/**
 * What no page of a list may show, whoever asked for it: another status of success, or a connected cluster where none was
 * asked for.
 */
export function* judgeList(
  reply: Reply,
  query: JsonObject,
  isConnected: (name: string) => boolean,
): Iterable<RequirementFinding> {
  if (reply.status !== 200) {
    const accepted = check(false, "200 with a JSON object", describeReply(reply));
    yield ["list.valid", wanting(accepted, { answers: [objectWith(200)] })];
  }
  const names = namesOn(reply);
  if (names === undefined) return;
  const connected = names.filter(isConnected);
  if (saysScope(query) || connected.length === 0) return;
  const finding = check(false, "a list that does not name the cluster", "a list with it");
  yield ["list.excludes-connected", wanting(finding, { list: { lacks: connected } })];
}

/** Whether the input of a list says which clusters to list. */
function saysScope(query: JsonObject): boolean {
  return Object.keys(LISTING.all).some((member) => {
    const scope = query[member] ?? [];
    return Array.isArray(scope) && scope.length > 0;
  });
}
