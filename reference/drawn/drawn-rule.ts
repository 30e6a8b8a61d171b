import { valueText } from "#reference/value-text.ts";
import type { Behaviours, Call } from "#reference/behaviours.ts";
import type { Cluster } from "#reference/clusters/cluster.ts";
import type { Patch } from "#reference/fault.ts";
import type { ReferenceResponse } from "#reference/message.ts";
import type { OperationName } from "#reference/wire/route.ts";
import { inDocument, withChanged, type DrawnChange } from "./drawn-change.ts";
import type { AnswerFacts, FaultCondition } from "./drawn-condition.ts";

/** A drawn fault: which answers it changes, how, and when. */
export interface Rule {
  readonly operation: OperationName;
  readonly outcome: "success" | "error";
  readonly change: DrawnChange;
  readonly condition: FaultCondition;
}

/** The server that has the rule. */
export function patchOf(rule: Rule): Patch {
  return (behaviours) => {
    const shown = new WeakMap<Call, Omit<AnswerFacts, "turn">>();
    let turn = 0;
    const isOwn = (call: Call): boolean => call.route?.operation === rule.operation;
    const about = (call: Call): AnswerFacts => ({ ...(shown.get(call) ?? asked(call)), turn: (turn += 1) });
    const changed = (response: ReferenceResponse, call: Call): ReferenceResponse =>
      isOwn(call) ? applied(rule, response, call, about(call)) : response;
    const { change, condition } = rule;
    if ("store" in change) {
      return {
        ...behaviours,
        storeTags: (cluster, tags, call) => {
          const holds = isOwn(call) && condition.holds({ ...ofCluster(cluster), turn: (turn += 1) });
          return behaviours.storeTags(cluster, holds ? change.store(cluster.tags, tags) : tags, call);
        },
      };
    }
    return {
      ...behaviours,
      clusterDocument: (cluster, view, call) => {
        shown.set(call, ofCluster(cluster));
        return behaviours.clusterDocument(cluster, view, call);
      },
      findResource: (arn, call) => {
        const cluster = behaviours.findResource(arn, call);
        if (cluster !== undefined) shown.set(call, ofCluster(cluster));
        return cluster;
      },
      ...(rule.outcome === "success" ? successes(behaviours, changed) : errors(behaviours, changed)),
    };
  };
}

type AnswerEdit = (response: ReferenceResponse, call: Call) => ReferenceResponse;

function successes({ renderSuccess }: Behaviours, changed: AnswerEdit): Pick<Behaviours, "renderSuccess"> {
  return { renderSuccess: (document, call) => changed(renderSuccess(document, call), call) };
}

function errors({ renderError }: Behaviours, changed: AnswerEdit): Pick<Behaviours, "renderError"> {
  return { renderError: (refusal, call) => changed(renderError(refusal, call), call) };
}

function applied(
  { change, condition }: Rule,
  response: ReferenceResponse,
  call: Call,
  about: AnswerFacts,
): ReferenceResponse {
  if ("store" in change) return response;
  if ("apply" in change) return condition.holds(about) ? change.apply(response) : response;
  const entries = (name: unknown): readonly unknown[] => {
    const cluster = call.state.clusters.get(valueText(name));
    const holds = condition.holds({ ...(cluster === undefined ? {} : ofCluster(cluster)), turn: about.turn });
    return holds ? change.entries(valueText(name)) : [name];
  };
  const inNames = (names: unknown): unknown => (Array.isArray(names) ? names.flatMap(entries) : names);
  return inDocument((document) => withChanged(document, "clusters", inNames))(response);
}

function ofCluster({ name, tags, connector, clientRequestToken }: Cluster): Omit<AnswerFacts, "turn"> {
  if (connector === undefined) return { name };
  return { name, tags: tags.size, provider: connector.provider, token: clientRequestToken !== undefined };
}

/** What an answer that shows no cluster is about: the cluster that the request names. */
function asked({ registration, route }: Call): Omit<AnswerFacts, "turn"> {
  if (registration === undefined) return { name: route?.label === "" ? undefined : decoded(route?.label ?? "") };
  const { name, tags, connectorConfig, clientRequestToken } = registration;
  const provider = connectorConfig?.provider;
  return { name, tags: tags?.size ?? 0, provider, token: clientRequestToken !== undefined };
}

function decoded(label: string): string | undefined {
  try {
    return decodeURIComponent(label);
  } catch {
    return undefined;
  }
}
