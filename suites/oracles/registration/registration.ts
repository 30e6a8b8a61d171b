import { plainText } from "#spec/json/plain-text.ts";
import type { JsonObject } from "#spec/json/json.ts";
import { MEMBERS, SHOWN } from "#spec/registration/registered-cluster.ts";
import { describeReply } from "#protocol/answers/describe-reply.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import { clusterOf, shownMember } from "#custody/looking/shown-cluster.ts";
import { status } from "#suites/record/condition.ts";
import type { Target } from "#endpoint/target.ts";
import { check, type RequirementFinding, wanting } from "#suites/oracles/finding.ts";
import { memberFinding, receivedValue, show } from "#suites/oracles/member-finding.ts";
import type { ActivationMemory } from "./activation-memory.ts";
import { judgeActivation, judgeExpiry } from "./activation.ts";
import { judgeCreation } from "./created-at.ts";
import { judgeEcho } from "./echo.ts";

export interface RegistrationSent {
  readonly input: JsonObject;
  /** The request repeats an earlier one, so its answer may be the earlier answer. */
  readonly replay: boolean;
}

/** What a registration is compared with beside its own request. */
export interface RegistrationContext {
  /** Undefined where the answer does not show the values that activate a cluster as they were. */
  readonly activations: ActivationMemory | undefined;
  readonly target: Pick<Target, "region">;
}

/** What a successful registration must say of the cluster: the request echoed, a fresh activation, a name in its ARN. */
export function* judgeRegistration(
  reply: Reply,
  sent: RegistrationSent,
  context: RegistrationContext,
): Iterable<RequirementFinding> {
  const succeeded = check(reply.status === 200, "200", describeReply(reply));
  yield ["register.status-200", wanting(succeeded, { answers: [status(200)] })];
  const cluster = clusterOf(reply);
  const there = check(cluster !== undefined, `an object \`${SHOWN.slice(1)}\` in the body`, describeReply(reply));
  yield ["register.cluster", wanting(there, { members: [{ at: SHOWN, types: ["object"], present: true }] })];
  if (cluster === undefined) return;
  yield* judgeEcho(cluster, sent.input);
  if (context.activations !== undefined) yield* judgeActivation(cluster, sent.replay, context.activations);
  yield* judgeExpiry(reply, cluster);
  yield* judgeArn(cluster, context.target.region);
  yield* judgeCreation(reply, cluster);
}

function* judgeArn(cluster: JsonObject, region: string): Iterable<RequirementFinding> {
  const [arn, name] = [shownMember(cluster, "arn"), shownMember(cluster, "name")];
  const at = MEMBERS.arn.inAnswer;
  const expected = `arn:<partition>:eks:${region}:<account>:cluster/${plainText(name)}`;
  const parts = typeof arn === "string" ? /^arn:aws[a-z-]*:eks:([^:]*):(\d{12}):cluster\/(.*)/s.exec(arn) : null;
  const named = memberFinding(parts !== null && parts[3] === name, { at, expected, ...receivedValue(arn) });
  const like = { matches: "^arn:aws[a-z-]*:eks:[^:]*:[0-9]{12}:cluster/", endsWith: MEMBERS.name.inAnswer };
  yield ["register.arn", wanting(named, { members: [{ at, ...like }] })];
  if (parts === null) return;
  const located = check(parts[1] === region, `the Region ${region}`, show(parts[1]));
  yield ["register.arn-region", wanting(located, { members: [{ at, matches: `^arn:aws[a-z-]*:eks:${region}:` }] })];
}
