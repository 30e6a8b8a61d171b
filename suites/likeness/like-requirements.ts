import type { Contract } from "#spec/contract/contract.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import type { Operation } from "#spec/contract/operation.ts";
import type { Requirement } from "#spec/requirement.ts";
import type { RunRecord } from "#suites/record/record.ts";
import { matchRoute } from "#protocol/route.ts";
import { ASPECTS } from "./aspects.ts";

/** Whether a target that answers otherwise than the other one fails, or is only said to. */
export interface LikeRequirementOptions {
  readonly must: boolean;
}

/**
 * A requirement for each aspect of each operation that the other record has an answer of. It stands on that record alone,
 * so it is an observation, unless the one who asks makes it a MUST.
 */
export function likeRequirements(
  other: RunRecord,
  contract: Contract,
  { must }: LikeRequirementOptions,
): Requirement[] {
  const answered = new Set(
    other.requirements.flatMap(({ cases }) =>
      cases.flatMap(({ exchanges }) => exchanges.map(({ request }) => routedTo(request, contract).id)),
    ),
  );
  const isOfAws = other.target.kind === "aws";
  const date = other.run.startedAt.slice(0, 10);
  return [...contract.operations.values(), NO_OPERATION]
    .filter(({ id }) => answered.has(id))
    .flatMap(({ id, prefix, pages }) =>
      ASPECTS.filter((aspect) => aspect.id !== "lists" || pages?.items !== undefined).map(
        ({ id: aspect, area, title, apart }): Requirement => ({
          id: likeId(prefix, aspect),
          operation: id,
          area,
          level: must && apart !== true ? "MUST" : "INFO",
          ...(isOfAws ? SEEN : INFERRED),
          title: `${id === NO_OPERATION.id ? "What is routed to no operation" : id} ${title} as the target of the other record.`,
          trace: { source: "record", quote: `Compared with the answers of ${other.target.endpoint}.`, date },
          seenWhen: "answer-compared",
        }),
      ),
    );
}

/** What an answer counts for: an operation, or none. */
export type RoutedTo = Pick<Operation, "id" | "prefix" | "pages"> & Partial<Pick<Operation, "success">>;

/** As requirements about no single operation are named. */
const NO_OPERATION: RoutedTo = { id: "*", prefix: "api" };

/** Where a request's line leads. */
export function routedTo(request: Pick<WireRequest, "method" | "path">, contract: Contract): RoutedTo {
  return matchRoute(contract, request)?.operation ?? NO_OPERATION;
}

/** What a record shows of EKS was seen; of any other target it shows nothing of EKS. */
const SEEN = { authority: "observed", evidence: "recorded" } as const;
const INFERRED = { authority: "inferred", evidence: "inferred" } as const;

/** The id of an operation's requirement about one aspect. */
export function likeId(prefix: string, aspect: string): string {
  return `${prefix}.like.${aspect}`;
}
