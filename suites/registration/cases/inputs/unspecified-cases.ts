import { unspecifiedInputs, type UnspecifiedInput } from "#generators/boundary/unspecified-inputs.ts";
import type { GenerationContext } from "#generators/schema/generation-context.ts";
import { encodeInput } from "#protocol/encode.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { unspecifiedRequirementId } from "#spec/derived/derive-unspecified.ts";
import { shownMember } from "#custody/looking/shown-cluster.ts";
import { OPERATIONS } from "#spec/registration/registered-cluster.ts";
import { judgeByContract } from "#suites/oracles/judge-by-contract.ts";
import { registerFirst, scenario } from "#suites/registration/session/scenario.ts";
import { ARN_MEMBER } from "#suites/oracles/clusters/tagged-arn.ts";
import type { Case } from "#suites/registration/session/cluster-case.ts";
import { oneRequestCase } from "./one-request.ts";

interface Silent {
  readonly generation: GenerationContext;
  /** Whether cases about these requirements are asked for at all; where they are not, none is made. */
  readonly asked: (requirements: readonly string[]) => boolean;
}

/** Values on which the sources are silent: sent to see what happens, never failed. */
export function* unspecifiedCases(operation: Operation, { generation, asked }: Silent): Iterable<Case> {
  const isTagging = operation.members.some(({ name }) => name === ARN_MEMBER);
  const tried = (silent: string): boolean => asked([unspecifiedRequirementId(operation, silent)]);
  for (const generated of unspecifiedInputs(operation.input, generation, tried))
    if (encodeInput(operation, generated.input) !== undefined)
      yield isTagging ? ofCluster(operation, generated) : unspecifiedCase(operation, generated);
}

/** The same of tags: of a cluster that is registered for it. */
function ofCluster(operation: Operation, generated: UnspecifiedInput): Case {
  const requirement = unspecifiedRequirementId(operation, generated.unspecified);
  return scenario({
    id: `${operation.prefix}/unspecified/${generated.key}`,
    requirements: [requirement],
    summary: generated.note,
    needs: [OPERATIONS.register, operation.id],
    run: async (session) => {
      const { cluster } = await registerFirst(session, session.registration.minimal(session.salt()));
      const input = { ...generated.input, [ARN_MEMBER]: shownMember(cluster, "arn") ?? null };
      const request = encodeInput(operation, input);
      if (request === undefined) return;
      const reply = await session.send(request, { purpose: "unspecified" });
      session.judge(requirement, judgeByContract(reply, session.classify(request)), reply.exchange);
    },
  });
}

function unspecifiedCase(operation: Operation, generated: UnspecifiedInput): Case {
  return oneRequestCase({
    operation,
    id: `${operation.prefix}/unspecified/${generated.key}`,
    kind: "boundary",
    requirement: unspecifiedRequirementId(operation, generated.unspecified),
    summary: generated.note,
    request: (session) => {
      const input =
        session.round === 1 ? generated.input : session.inputs(operation.id).renew(generated.input, session.salt());
      const request = encodeInput(operation, input);
      if (request === undefined) throw new Error("the renewed input no longer fits into a request");
      return request;
    },
  });
}
