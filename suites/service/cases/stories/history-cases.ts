import { drawnHistories, type HistoryAct, type HistoryKind, stepInWords } from "#generators/history/drawn-histories.ts";
import { hasHistory } from "#spec/resources/promises/history-promises.ts";
import { promiseId } from "#spec/resources/promises/promise.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import { isOnlyOne } from "#spec/resources/table-readings.ts";
import { playHistory } from "#suites/stories/play-history.ts";
import type { ServiceCase } from "#suites/service/service-case.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";
import { serviceSystem } from "./history-acts.ts";
import { treeOf, updatesOf } from "./history-tree.ts";

/** The most at one time of what belongs to nothing: as many as there is always room for. */
const ROOTS = 2;
/** The most of a kind beneath one parent. */
const BENEATH = 3;
/** As many random inputs of a limit are as much patience as one history. */
const INPUTS_A_HISTORY = 10;

/**
 * Drawn histories of a kind that belongs to nothing, and about all that belongs to it: created, changed, tagged, looked
 * at, listed and deleted in any order, each answer compared with what a tree of what is there says.
 */
export function* historiesOf(context: ServiceContext, root: Resource): Iterable<ServiceCase> {
  const { contract, settings, seed } = context;
  const creating = root.create && contract.operation(root.create.operation);
  if (creating === undefined || !hasHistory(root)) return;
  const resources = treeOf(context, root);
  const kinds = resources.map((resource) => historyKind(context, resource, resources));
  const count = Math.ceil(settings.casesPerConstraint / INPUTS_A_HISTORY);
  const requirement = promiseId(creating, "history");
  for (const history of drawnHistories(kinds, { seed, count })) {
    yield {
      id: `${creating.prefix}/history/${root.name}/${history.index}`,
      kind: "history",
      requirements: [requirement],
      summary: history.steps.map(stepInWords).join(", "),
      needs: [creating.id],
      makes: { resource: root, count: history.alive, surely: true, beside: true },
      run: async (session) => {
        const played = await playHistory(serviceSystem(session, resources), history);
        if (played === undefined) return;
        session.judge(requirement, played.finding, played.exchange ?? session.lastExchange);
      },
    };
  }
}

function historyKind(context: ServiceContext, resource: Resource, tree: readonly Resource[]): HistoryKind {
  const { table } = context;
  const { name, parent, id, most, fixed, holds } = resource;
  const isSingle = fixed || isOnlyOne(resource, table);
  const atMost = parent === undefined ? ROOTS : Math.min(BENEATH, most?.count ?? BENEATH);
  return {
    name,
    parent,
    most: isSingle ? 1 : atMost,
    isNamed: id.input !== undefined,
    holds: holds === true,
    acts: actsOf(context, resource, tree[0] ?? resource),
  };
}

function actsOf(context: ServiceContext, resource: Resource, root: Resource): HistoryAct[] {
  const { presence, table } = context;
  // What nothing else that is selected needs was not tried: it may work.
  const works = (id: string | undefined): boolean =>
    id !== undefined && (presence.get(id)?.status ?? "implemented") === "implemented";
  const { tagging } = table;
  const isTagged = resource.tags !== undefined && resource.arn !== undefined && tagging !== undefined;
  const acts: readonly (readonly [HistoryAct, boolean])[] = [
    ["describe", works(resource.describe?.operation)],
    ["list", works(resource.list?.operation)],
    ["tag", isTagged && works(tagging.tag.operation) && works(tagging.list.operation)],
    ["untag", isTagged && works(tagging.untag.operation) && works(tagging.list.operation)],
    ["update", updatesOf(context, resource, root).length > 0],
    ["delete", true],
  ];
  return acts.flatMap(([act, is]) => (is ? [act] : []));
}
