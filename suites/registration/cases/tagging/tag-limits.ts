import { validOf } from "../../../../spec/requirement.ts";
import type { GenerationContext } from "../../../../generators/schema/generation-context.ts";
import type { GeneratedInput } from "../../../../generators/schema/generated-input.ts";
import { encodeInput } from "../../../../protocol/encode.ts";
import { isSuccess } from "../../../../protocol/answers/reply.ts";
import type { Contract } from "../../../../spec/contract/contract.ts";
import type { Operation } from "../../../../spec/contract/operation.ts";
import { operationConstraints } from "../../../../spec/derived/constraints-of.ts";
import { unspecifiedRequirementIds } from "../../../../spec/derived/derive-unspecified.ts";
import { isJsonObject, type JsonObject } from "../../../../spec/json/json.ts";
import type { KindSettings } from "../../../plan/target-kind-settings.ts";
import type { Case } from "../../session/cluster-case.ts";
import { judgeReply } from "../../session/judge-reply.ts";
import { scenario } from "../../session/scenario.ts";
import type { CaseSession } from "../../session/session.ts";
import { ARN_MEMBER } from "../../../oracles/clusters/tagged-arn.ts";
import { registerTaggable } from "../../session/steps/tagging.ts";
import {
  byRoom,
  tagKeysOf,
  limitProbes,
  randomProbes,
  ROOM,
  silentProbes,
  type TagProbe,
  type TagSide,
} from "./tag-probes.ts";
import { judgeShownTags } from "./change-tags.ts";
import { OPERATIONS } from "../../../../spec/registration/registered-cluster.ts";

/** Operations on tags whose inputs have limits, and what their successes show in the tags. */
const SHOWN: Readonly<Record<string, string>> = {
  [OPERATIONS.tag]: "tag-resource.puts",
  [OPERATIONS.untag]: "untag-resource.takes-off",
};

/** Probes sent one after the other about the tags of one cluster. */
interface Batch {
  readonly operation: Operation;
  readonly side: TagSide;
  readonly probes: readonly TagProbe[];
}

/** Every requirement that such a case may be about. */
export function tagLimitRequirements(contract: Contract): string[] {
  return taggingOperations(contract).flatMap((operation) => [
    ...operationConstraints(operation).map(({ requirement }) => requirement),
    ...unspecifiedRequirementIds(operation),
    validOf(operation),
    ...Object.values(shownBy(operation)).flat(),
  ]);
}

function taggingOperations({ operations }: Contract): Operation[] {
  return Object.keys(SHOWN).flatMap((id) => operations.get(id) ?? []);
}

/** What the tags show after the probes of a side. */
function shownBy({ id }: Operation): Readonly<Record<TagSide, readonly string[]>> {
  return { accept: [SHOWN[id] ?? ""], reject: ["tag-resource.all-or-none"], silent: [] };
}

/**
 * The limits of what is put on and taken off, probed on clusters of the run. Where requests cost, one cluster serves the
 * requirements of a side, with one input for each.
 */
export function tagLimitCases(contract: Contract, generation: GenerationContext, { rps }: KindSettings): Case[] {
  return taggingOperations(contract).flatMap((operation) => {
    const groups = [...limitProbes(contract, operation, generation), ...silentProbes(operation, generation)];
    return (["reject", "accept", "silent"] as const).flatMap((side) => {
      const own = groups.filter(([probe]) => probe?.side === side);
      const together = rps === undefined ? own : [own.flatMap((probes) => probes.slice(0, 1))];
      return together.flatMap(byRoom).map((probes, index) => batchCase({ operation, side, probes }, index));
    });
  });
}

/** Random inputs of the same operations, valid ones and such as break one limit alone. */
export function randomTagCases(
  contract: Contract,
  generation: GenerationContext,
  { seed, settings }: RandomTags,
): Case[] {
  if (settings.rps !== undefined) return [];
  const count = Math.min(settings.casesPerConstraint, MOST_RANDOM);
  return taggingOperations(contract).flatMap((operation) => {
    const probes = randomProbes(contract, operation, generation, { seed, count });
    return (["reject", "accept"] as const).flatMap((side) =>
      byRoom(probes.filter((probe) => probe.side === side)).map((together, index) =>
        batchCase({ operation, side, probes: together }, `random-${index}`),
      ),
    );
  });
}

interface RandomTags {
  readonly seed: number;
  readonly settings: KindSettings;
}

/** Inputs for each limit: each takes a request, and every few of them a cluster. */
const MOST_RANDOM = 3;

function batchCase(batch: Batch, index: number | string): Case {
  const { operation, side, probes } = batch;
  const requirements = new Set(probes.map(({ requirement }) => requirement));
  const shown = shownBy(operation)[side];
  return scenario({
    id: `tags/${operation.prefix}/${side}/${index}`,
    requirements: [...requirements, ...shown],
    summary: `register, ${operation.id} with ${inputsOf(probes)}, list the tags`,
    needs: [OPERATIONS.register, operation.id],
    run: (session) => sendBatch(session, batch, shown),
  });
}

/** Of several the one that failed is shown by its request: a list of them all would hide it. */
function inputsOf(probes: readonly TagProbe[]): string {
  const [first, ...others] = probes;
  return others.length === 0 ? (first?.given.note ?? "") : `${probes.length} inputs, one after the other`;
}

async function sendBatch(session: CaseSession, batch: Batch, shown: readonly string[]): Promise<void> {
  const cluster = await registerTaggable(session, "", tagsBefore(batch));
  let wanted = cluster.tags;
  const states = [wanted];
  for (const probe of batch.probes) {
    // The run's own tag would be one too many.
    if (session.context.runTag !== undefined && batch.side === "accept" && tagKeysOf(probe.given).length > ROOM)
      continue;
    const taken = await sendProbe(session, batch, cluster.arn, probe);
    if (batch.side !== "silent" && taken !== (batch.side === "accept")) return;
    if (!taken) continue;
    wanted = tagsAfter(wanted, probe.given);
    states.push(wanted);
  }
  for (const requirement of shown) await judgeShownTags(session, requirement, cluster, states);
}

/** Answers whether it was taken. */
async function sendProbe(session: CaseSession, { operation, side }: Batch, arn: string, probe: TagProbe) {
  const request = encodeInput(operation, { ...probe.given.input, [ARN_MEMBER]: arn });
  if (request === undefined) throw new Error(`${probe.given.key}: the input does not fit into a request`);
  const reply = await session.send(request, side === "silent" ? { purpose: "unspecified" } : {});
  session.judge(probe.requirement, await judgeReply(session, reply, session.classify(request)), reply.exchange);
  return isSuccess(reply);
}

/** What is to be taken off must be there; what is to be refused has something to leave alone. */
function tagsBefore({ operation, side, probes }: Batch): JsonObject {
  if (side !== "accept") return { kept: "as it was" };
  if (operation.id !== OPERATIONS.untag) return {};
  return Object.fromEntries(probes.flatMap(({ given }) => tagKeysOf(given)).map((key) => [key, "value"]));
}

function tagsAfter(before: JsonObject, given: GeneratedInput): JsonObject {
  const { tags } = given.input;
  if (isJsonObject(tags)) return { ...before, ...tags };
  const gone = tagKeysOf(given);
  return Object.fromEntries(Object.entries(before).filter(([key]) => !gone.includes(key)));
}
