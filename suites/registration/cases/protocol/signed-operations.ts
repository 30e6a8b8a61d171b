import { isSuccess } from "../../../../protocol/answers/reply.ts";
import { kebab } from "../../../../spec/derived/constraint.ts";
import type { JsonObject } from "../../../../spec/json/json.ts";
import { MEMBERS, OPERATIONS, type ClusterRole } from "../../../../spec/registration/registered-cluster.ts";
import type { Case } from "../../session/cluster-case.ts";
import { listInput } from "../../session/list-query.ts";
import { judgeRefusedAs } from "../../../oracles/refused-as.ts";
import { scenario } from "../../session/scenario.ts";
import type { CaseSession } from "../../session/session.ts";
import { registerTaggable, type Taggable } from "../../session/steps/tagging.ts";
import { ARN_MEMBER, taggingInput, untaggingInput } from "../../../oracles/clusters/tagged-arn.ts";
import { probesInTurn, type SigningProbe } from "../../../signing/signing-probes.ts";
import { withOpenDoor } from "../../../signing/verified.ts";

const KEY = "kept";

interface SignedOperation {
  readonly role: Exclude<ClusterRole, "register">;
  readonly input: (cluster: Taggable) => JsonObject;
  readonly hasBody?: boolean;
}

/** Every operation but the registration; what removes the cluster does so in a case of its own. */
const SIGNED: readonly SignedOperation[] = [
  { role: "describe", input: ({ name }) => ({ [MEMBERS.name.name]: name }) },
  { role: "list", input: () => listInput({ all: true }) },
  { role: "deregister", input: ({ name }) => ({ [MEMBERS.name.name]: name }) },
  { role: "showTags", input: ({ arn }) => ({ [ARN_MEMBER]: arn }) },
  { role: "tag", input: ({ arn }) => taggingInput(arn, { added: "unsigned" }), hasBody: true },
  { role: "untag", input: ({ arn }) => untaggingInput(arn, [KEY]) },
];

/**
 * Signatures that every operation must refuse: none at all and a wrong one are tried on each, the other ways to go wrong
 * on one after the other.
 */
export const SIGNED_OPERATION_CASES: readonly Case[] = SIGNED.map((signed, index) => {
  const operation = OPERATIONS[signed.role];
  const probes = probesInTurn(index, SIGNED.length, { hasBody: signed.hasBody === true });
  return scenario({
    id: `authentication/${kebab(operation)}`,
    operation,
    requirements: [...new Set(probes.map(({ requirement }) => requirement))],
    summary: `register, then ${operation} signed in ${probes.length} ways that must be refused`,
    needs: [OPERATIONS.register, operation],
    run: (session) => sendSigned(session, signed, probes),
  });
});

async function sendSigned(
  session: CaseSession,
  { role, input }: SignedOperation,
  probes: readonly SigningProbe[],
): Promise<void> {
  const cluster = await registerTaggable(session, "", { [KEY]: "as it was" });
  for (const { requirement, signing, proper } of probes) {
    const reply = await session.call(OPERATIONS[role], input(cluster), { signing });
    session.judge(requirement, withOpenDoor(judgeRefusedAs(reply, proper), reply), reply.exchange);
    if (role !== "deregister" || !isSuccess(reply)) continue;
    return session.clusters.noteDeregistered(cluster.name);
  }
}
