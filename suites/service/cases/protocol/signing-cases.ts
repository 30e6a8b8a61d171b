import { describeReply } from "#protocol/answers/describe-reply.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import { encodeInput } from "#protocol/encode.ts";
import { isSafe } from "#protocol/methods.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { kindMadeBy, ownerOf, type Resource } from "#spec/resources/resource-table.ts";
import { isDeletion } from "#spec/resources/table-readings.ts";
import type { Finding } from "#suites/oracles/finding.ts";
import { judgeRefusedAs } from "#suites/oracles/refused-as.ts";
import { probesInTurn, type SigningProbe } from "#suites/signing/signing-probes.ts";
import { isDenied, verifiesSignatures, withOpenDoor } from "#suites/signing/verified.ts";
import { harmlessRequest } from "#suites/service/inputs/harmless-request.ts";
import { newPlainInput } from "#suites/service/inputs/plain-input.ts";
import { judgeUndone } from "#suites/service/judging/made/judge-undone.ts";
import { seemsThere } from "#suites/service/judging/presence/seems-there.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";

/**
 * Signatures that an operation must refuse: none and a wrong one are tried on each, the other ways to go wrong on one
 * after the other. What reads is asked for as it is, what creates something with a fresh name; whatever else changes
 * something is asked for of a resource that does not exist, where the rightly signed request comes first.
 */
export function* signingCases(context: ServiceContext, operation: Operation): Iterable<ServiceCase> {
  const { contract, table, requirements, settings, signatures } = context;
  if (!signatures.count && settings.features["auth"] !== "required") return;
  if (table.inputs[operation.id] === undefined) return;
  const index = [...contract.operations.keys()].indexOf(operation.id);
  const hasBody = operation.members.some((member) => member.in === "body");
  const probes = probesInTurn(index, contract.operations.size, { hasBody }).filter(({ requirement }) =>
    requirements.has(requirement),
  );
  if (probes.length === 0) return;
  const creates = kindMadeBy(table, operation.id);
  for (const probe of probes) {
    yield {
      id: `${operation.prefix}/scenario/signature/${probe.id}`,
      kind: "scenario",
      requirements: [probe.requirement],
      operation: operation.id,
      summary: `${operation.id} ${probe.how}`,
      // A deletion's plain request comes last, so it cannot be waited for; what is only read has nothing to be tried on.
      needs: isDeletion(table, operation) || settings.readOnly === true ? [] : [operation.id],
      makes: creates && { resource: creates, count: 1, surely: probe.proper === "either" },
      run: (session) =>
        creates === undefined ? refuse(session, operation, probe) : refuseToCreate(session, operation, creates, probe),
    };
  }
}

const WRONGLY = { kind: "wrong-secret" } as const;

/**
 * Finds out whether the endpoint looks at signatures: an operation that denies the same request wrongly signed does. It
 * may look at those alone that create something.
 */
export function* signatureControls({ requirements, settings }: ServiceContext): Iterable<ServiceCase> {
  const isAsked = [...requirements.values()].some(({ feature, elsewhere }) => feature === "auth" && elsewhere !== true);
  if (!isAsked || settings.features["auth"] === "absent") return;
  yield {
    id: "control/signatures",
    kind: "control",
    requirements: [],
    summary: "requests signed with another secret",
    needs: [],
    run: async (session) => {
      const { signatures, settings } = session.context;
      signatures.count = (await deniesSome(session)) || (settings.readOnly !== true && (await deniesToCreate(session)));
    },
  };
}

async function deniesSome(session: ServiceSession): Promise<boolean> {
  const { contract, table, presence, alive, settings } = session.context;
  for (const operation of contract.operations.values()) {
    // A deletion's plain request comes last.
    const deletes = isDeletion(table, operation) && alive.has(ownerOf(table, operation.id)?.name ?? "");
    const mayBeThere = deletes || presence.get(operation.id)?.status === "implemented";
    const request = mayBeThere ? harmlessRequest(session, operation) : undefined;
    if (request === undefined || (settings.readOnly === true && !isSafe(operation.method))) continue;
    const right = await session.send(request, { purpose: "compared" });
    if (verifiesSignatures(right, await session.send(request, { purpose: "compared", signing: WRONGLY }))) return true;
  }
  return false;
}

/** What it creates if it does not must go again at once: nothing that others belong to, or that stays for a while. */
async function deniesToCreate(session: ServiceSession): Promise<boolean> {
  const { contract, table, presence } = session.context;
  for (const resource of table.resources) {
    const { name, create, parent, stays } = resource;
    if (create === undefined || parent !== undefined || stays !== undefined) continue;
    if (presence.get(create.operation)?.status !== "implemented") continue;
    if (table.resources.some((other) => other.parent === name)) continue;
    const input = newPlainInput(session.context, create.operation, { creates: resource, salt: session.salt() });
    const request = input && encodeInput(contract.operation(create.operation), input);
    if (input === undefined || request === undefined) continue;
    const { reply } = await session.create(resource, request, { input, purpose: "observed", signing: WRONGLY });
    if (isDenied(reply)) return true;
    await session.cleanUp();
  }
  return false;
}

async function refuse(session: ServiceSession, operation: Operation, probe: SigningProbe): Promise<void> {
  const request = harmlessRequest(session, operation);
  if (request === undefined) return;
  // What reads, and could be tried, was taken before.
  const known = session.context.presence.get(operation.id)?.status;
  const right =
    isSafe(operation.method) && known === "implemented"
      ? undefined
      : await session.send(request, { purpose: "compared" });
  // Where the right signature is denied, too, it is not the signature that is refused.
  if (right !== undefined && isDenied(right)) return;
  const reply = await session.send(request, { purpose: "observed", signing: probe.signing });
  if (right !== undefined && !(await seemsThere(session, operation, request, right))) return;
  session.judgeInGeneral(request, reply);
  judge(session, probe, reply);
}

async function refuseToCreate(
  session: ServiceSession,
  operation: Operation,
  creates: Resource,
  probe: SigningProbe,
): Promise<void> {
  const input = newPlainInput(session.context, operation.id, { creates, salt: session.salt() });
  const request = input && encodeInput(operation, input);
  if (input === undefined || request === undefined) return;
  const { reply } = await session.create(creates, request, { input, signing: probe.signing });
  judge(session, probe, reply);
  await judgeUndone(session, creates, { input, reply });
}

function judge(session: ServiceSession, { requirement, proper }: SigningProbe, reply: Reply): void {
  const finding: Finding =
    proper === "either"
      ? { grade: "observed", expected: "either answer: the sources differ", received: describeReply(reply) }
      : withOpenDoor(judgeRefusedAs(reply, proper), reply);
  session.judge(requirement, finding, reply.exchange);
}
