import { isJsonObject, type JsonObject } from "#spec/json/json.ts";
import { type ClusterWord, MEMBERS } from "#spec/registration/registered-cluster.ts";
import { shownMember } from "#custody/looking/shown-cluster.ts";
import { check, type Finding, type RequirementFinding, wanting } from "#suites/oracles/finding.ts";
import { toldApart } from "#suites/oracles/member-finding.ts";
import { sameTags } from "#suites/oracles/clusters/same-tags.ts";

const ECHOED = [
  ["register.echo.name", "name"],
  ["register.echo.provider", "provider"],
  ["register.echo.role-arn", "role"],
] as const;

/** A registration's answer shows what the request said of the cluster. */
export function* judgeEcho(cluster: JsonObject, input: JsonObject): Iterable<RequirementFinding> {
  for (const [id, word] of ECHOED) {
    const finding = echoOf(word, input, cluster);
    if (finding !== undefined) yield [id, finding];
  }
  const tags = shownMember(input, "tags") ?? {};
  const echoed = shownMember(cluster, "tags") ?? {};
  if (isJsonObject(tags)) {
    yield ["register.echo.tags", sameTags({ at: MEMBERS.tags.inAnswer, sent: tags, whose: "of the request" }, echoed)];
  }
}

function echoOf(word: ClusterWord, input: JsonObject, cluster: JsonObject): Finding | undefined {
  const [sent, got] = [shownMember(input, word), shownMember(cluster, word)];
  if (typeof sent !== "string") return undefined;
  const at = MEMBERS[word].inAnswer;
  // Encoders leave an empty text out, and no source says that an empty one is a name, a provider or a role.
  const same = got === sent || (sent === "" && (got === undefined || got === null));
  const difference = { at, ...toldApart(sent, got) };
  const { expected, received } = difference;
  const finding = check(same, `${at} ${expected}`, same ? "the same" : received, [difference]);
  return wanting(finding, { members: [{ at, equals: JSON.stringify(sent) }] });
}
