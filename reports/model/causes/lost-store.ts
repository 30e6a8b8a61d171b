import type { Evidence } from "#suites/record/parts/kept-evidence.ts";
import type { CaseResult, RequirementResult, RunRecord } from "#suites/record/record.ts";

/** What was registered disappeared together, as where a server that keeps nothing on disk was started again. */
export interface LostStore {
  /** When it was first seen to be gone, in epoch milliseconds. */
  readonly at: number;
  /** Ids of the requirements that were not met for it alone. */
  readonly requirements: ReadonlySet<string>;
}

/** Cases that lost what they had registered, from which on it is no coincidence. */
const ENOUGH = 3;

interface Loss {
  readonly id: string;
  /** Between these the cluster disappeared, in epoch milliseconds. */
  readonly from: number;
  readonly to: number;
}

/**
 * The moment between the last success and the first 404 of each case that lost its cluster, if it is one moment for all
 * of them. A requirement counts where each of its failures is such a loss, and others of its cases passed.
 */
export function lostStore({ requirements }: RunRecord): LostStore | undefined {
  const lost = requirements.flatMap((requirement) => {
    const losses = lossesOf(requirement);
    return losses === undefined ? [] : [{ id: requirement.id, losses }];
  });
  const losses = lost.flatMap((each) => each.losses);
  const at = Math.min(...losses.map(({ to }) => to));
  const isOneMoment = losses.every(({ from }) => from <= at);
  if (!isOneMoment || new Set(losses.map(({ id }) => id)).size < ENOUGH) return undefined;
  return { at, requirements: new Set(lost.map(({ id }) => id)) };
}

/** Undefined where something else than a loss made a case fail, or nothing passed. */
function lossesOf({ cases, counts }: RequirementResult): readonly Loss[] | undefined {
  const failures = cases.filter(({ verdict }) => verdict === "fail" || verdict === "warn");
  const losses = failures.flatMap((one) => lossOf(one) ?? []);
  const areAll = losses.length === failures.length && counts.fail + counts.warn === failures.length;
  return losses.length > 0 && areAll && counts.pass > 0 ? losses : undefined;
}

/**
 * A case whose last answers are all 404, to two or more different requests, after a success: what it registered is unknown
 * to every operation.
 */
function lossOf({ id, exchanges }: CaseResult): Loss | undefined {
  const found = exchanges.findLastIndex(({ response }) => response?.status !== 404);
  const unknown = exchanges.slice(found + 1);
  const before = exchanges.slice(0, found + 1).filter(isSuccess);
  const last = before.at(-1);
  const [first] = unknown;
  const isRemoved = before.some(({ request }) => request.method === "DELETE");
  const targets = new Set(unknown.map(({ request }) => `${request.method} ${request.path}`));
  if (first === undefined || last === undefined || isRemoved || targets.size < 2) return undefined;
  return { id, from: last.startedAt, to: first.startedAt + first.durationMs };
}

function isSuccess({ response }: Evidence): boolean {
  return response !== undefined && response.status >= 200 && response.status < 300;
}
