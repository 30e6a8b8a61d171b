import type { JsonObject, JsonValue } from "#spec/json/json.ts";
import type { Patch, Variant } from "#reference/fault.ts";
import { valueText } from "#reference/value-text.ts";
import { BODY_VARIANTS } from "#reference/variants/bodies.ts";
import { MEDIA_TYPE_VARIANTS } from "#reference/variants/media-types.ts";
import { PACE_VARIANTS } from "#reference/variants/pace.ts";
import { SIGNATURE_VARIANTS } from "#reference/variants/signatures.ts";
import { TRANSPORT_VARIANTS } from "#reference/variants/transport.ts";
import { UNROUTED_VARIANTS } from "#reference/variants/unrouted.ts";
import { valueAt, withValueAt } from "./answers/pointer.ts";
import { type Habits, SOUND } from "./habits.ts";
import type { Operation } from "./model/operation.ts";
import {
  absentAs,
  cutTimes,
  emptyOf,
  ofStructures,
  reordered,
  throughout,
  withFuture,
  withTag,
  withoutLate,
} from "./rewritten-answers.ts";
import type { Service } from "./service-call.ts";
import { ServiceRefusal } from "./service-refusal.ts";
import type { StoredResource } from "./store/resource.ts";
import { STRICT_STATES } from "./strict-states.ts";

/** Another server of a whole service that keeps every promise: the suite must not fail it. */
export interface ServiceVariant extends Omit<Variant, "patch"> {
  readonly habits?: Partial<Habits>;
  /** How its answers travel and look, whatever they are about. */
  readonly patch?: Patch;
}

const isUnderWay = ({ kind, settled }: StoredResource): boolean => kind.ready !== undefined && !settled;

/** Well below what a read of an emulator may lag behind a write. */
const LAG_MS = 1_200;

/** Habits of its own. */
const OWN: readonly ServiceVariant[] = [
  {
    id: "changes-show-at-the-second-look",
    sentence: "What is made, changed or deleted is so once it has been looked at.",
    source: "the statuses of EKS's resources",
    habits: { looks: 1 },
  },
  {
    id: "changes-take-five-looks",
    sentence: "What is made, changed or deleted is so after five looks.",
    source: "the statuses of EKS's resources",
    habits: { looks: 5 },
  },
  ...[400, 5_000, 30_000].map((lasts): ServiceVariant => ({
    id: `changes-take-${lasts}-ms`,
    sentence: `What is made, changed or deleted is so after ${lasts / 1000} s.`,
    source: "the statuses of EKS's resources",
    habits: { lasts },
  })),
  behind("reads-are-a-second-behind", "Answers every read with", () => true),
  behind(
    "changes-take-5000-ms-and-reads-are-a-second-behind",
    "Takes 5 s to change, and answers every read with",
    () => true,
    {
      lasts: 5_000,
    },
  ),
  behind("reads-are-now-and-then-a-second-behind", "Answers each read, now more, now less, with", () => true, {
    // Far apart from request to request, and the same in every run.
    lagMs: (number) => (number * 37) % (LAG_MS + 1),
  }),
  behind("lists-are-a-second-behind", "Answers every list with", ({ pages }) => pages !== undefined),
  behind("descriptions-are-a-second-behind", "Answers every description with", ({ pages }) => pages === undefined),
  {
    id: "busy-resources-refuse-changes",
    sentence: "Answers ResourceInUseException to changes of what is under way, and to what would belong to it.",
    source: "ResourceInUseException",
    habits: { looks: 2, busy: (resource) => (isUnderWay(resource) ? "It is under way." : undefined) },
  },
  {
    id: "busy-resources-cannot-be-deleted",
    sentence: "Refuses to delete what is under way.",
    source: "InvalidRequestException",
    habits: { looks: 2, holds: (resource) => (isUnderWay(resource) ? "It is under way." : undefined) },
  },
  {
    id: "made-one-after-the-other",
    sentence: "Makes one of a kind only once those that its parent has are there, and gone: one after the other.",
    source: "CreateFargateProfile, DeleteFargateProfile",
    habits: {
      looks: 1,
      crowds: ({ name }, beside) => (beside.some(isUnderWay) ? `Another ${name} is under way.` : undefined),
    },
  },
  {
    id: "documented-limits",
    sentence: "A cluster has one capability of a type, one identity provider and two certificate authorities at most.",
    source: "EKS quotas",
    habits: {
      crowds: ({ name }, beside, sent) => {
        const alike =
          name === "capability" ? beside.filter(({ facts }) => valueAt(facts, "/type") === sent["type"]) : beside;
        const most = { capability: 1, "identity-provider-config": 1, "certificate-authority": 2 }[name] ?? Infinity;
        return alike.length < most ? undefined : `The cluster has ${most} of these already.`;
      },
    },
  },
  {
    id: "strict-about-state",
    sentence:
      "Refuses what a resource is past, or not at yet: a version but the next one, what it has already, what is done once.",
    source: "real EKS, by the texts of its refusals; UpdateClusterVersion, CancelUpdate, CreateCertificateAuthority",
    habits: STRICT_STATES,
  },
  {
    id: "protected-from-the-start",
    sentence: "Clusters have deletion protection unless it is switched off.",
    source: "Cluster, deletionProtection",
    habits: {
      takes: ({ name }, input) =>
        name === "CreateCluster" && input["deletionProtection"] === undefined
          ? { ...input, deletionProtection: true }
          : input,
    },
  },
  {
    id: "whole-seconds",
    sentence: "Shows times in whole seconds.",
    source: "restJson1, epoch-seconds",
    habits: { answers: throughout(cutTimes) },
  },
  {
    id: "description-cuts-the-time",
    sentence: "The answer to a creation shows milliseconds, a description whole seconds.",
    source: "restJson1, epoch-seconds",
    habits: { answers: throughout(cutTimes, ({ name }) => name.startsWith("Describe")) },
  },
  {
    id: "members-in-another-order-each-time",
    sentence: "Has the members of each object in another order in each answer.",
    source: "RFC 8259: an object is an unordered collection",
    habits: { answers: reordered() },
  },
  {
    id: "unknown-members",
    sentence: "Its answers have members that the model does not know yet.",
    source: "restJson1: unknown members are ignored",
    habits: { answers: ofStructures(withFuture) },
  },
  {
    id: "nulls-for-absent",
    sentence: "Members without a value are null, in all of an answer's structures.",
    source: "observations.md",
    habits: { answers: ofStructures(absentAs(() => null)) },
  },
  {
    id: "empty-lists-and-maps-for-absent",
    sentence: "Lists and maps without an entry are shown as empty ones.",
    source: "observations.md",
    habits: { answers: ofStructures(absentAs(emptyOf)) },
  },
  {
    id: "creation-shows-little",
    sentence: "The answer to a creation has neither endpoint nor health nor a version of the platform.",
    source: "no member of the answers is required",
    habits: { answers: throughout(withoutLate, ({ name }) => name.startsWith("Create")) },
  },
  {
    id: "lists-in-another-order",
    sentence: "Holds the items of each page in the reverse order.",
    source: "no source gives an order",
    habits: {
      answers: ({ pages }, document) => {
        const items = pages === undefined ? undefined : valueAt(document, pages.items);
        if (pages === undefined || !Array.isArray(items)) return document;
        return withValueAt(document as JsonObject, pages.items, (items as JsonValue[]).toReversed());
      },
    },
  },
  {
    id: "pages-of-two-unless-told",
    sentence: "Has two items on a page where no size is asked for.",
    source: "no source gives the size of a page that is not asked for, but for ListClusters",
    habits: {
      takes: ({ name, pages }, input) =>
        pages?.pageSize === undefined || name === "ListClusters" || input[pages.pageSize] !== undefined
          ? input
          : { ...input, [pages.pageSize]: 2 },
    },
  },
  {
    id: "tags-of-aws",
    sentence: "Shows a tag of AWS's own beside those that were given.",
    source: "tagging guide: keys that begin with aws: are AWS's",
    habits: { answers: throughout(withTag) },
  },
  {
    id: "unknown-clusters-are-client-errors",
    sentence: "Answers 400 ClientException to the description and the deletion of a cluster that is not there.",
    source: "real EKS, by Terraform's provider",
    habits: {
      refuses: ({ name }, refusal) =>
        refusal.reason === "unknown" && (name === "DescribeCluster" || name === "DeleteCluster")
          ? new ServiceRefusal(
              "unknown",
              { code: "ClientException", status: 400 },
              `No cluster found for name: ${valueText(refusal.members["clusterName"] ?? refusal.message)}.`,
              refusal.members,
            )
          : refusal,
    },
  },
];

function behind(
  id: string,
  sentence: string,
  which: (operation: Operation) => boolean,
  {
    lagMs = () => LAG_MS,
    lasts = SOUND.lasts,
  }: { readonly lagMs?: (number: number) => number; readonly lasts?: number } = {},
): ServiceVariant {
  return {
    id,
    sentence: `${sentence} what was there ${LAG_MS / 1000} s ago.`,
    source: "AWS services are eventually consistent: IAM and EC2 guides say so of theirs",
    habits: {
      lasts,
      lags: (operation, number) => (operation.method === "GET" && which(operation) ? lagMs(number) : 0),
    },
  };
}

/** How any server's answers may travel and look. */
const OF_ANY: readonly ServiceVariant[] = [
  ...BODY_VARIANTS,
  // An ARN in a path has encoded slashes: who refuses those serves no tags.
  ...UNROUTED_VARIANTS.filter(({ id }) => id !== "encoded-slashes-refused"),
  ...PACE_VARIANTS,
  // A sound server fails once in a hundred requests at most: over the many creations of a whole service more than that shows.
  ...TRANSPORT_VARIANTS.filter(({ id }) => id !== "every-41st-reply-lost"),
  ...MEDIA_TYPE_VARIANTS,
  ...SIGNATURE_VARIANTS,
];

export const SERVICE_VARIANTS: readonly ServiceVariant[] = [...OWN, ...OF_ANY];

/** Those that keep what the model of this service says of its errors. */
export function variantsOf({ operations }: Pick<Service, "operations">): readonly ServiceVariant[] {
  const modelled = operations.flatMap(({ errors }) => errors);
  return SERVICE_VARIANTS.filter(
    ({ error }) => !modelled.some(({ code, status }) => code === error?.code && status !== error.status),
  );
}
