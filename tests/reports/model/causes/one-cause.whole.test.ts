import { expect, test } from "@jest/globals";
import { FAULTS } from "#reference/faults.ts";
import { findById } from "#reference/find-by-id.ts";
import { causesOf, failingCauses } from "#reports/model/causes/causes-of.ts";
import { IDEMPOTENCY_CASES } from "#suites/registration/cases/lifecycle/idempotency.ts";
import { LIFECYCLE_CASES } from "#suites/registration/cases/lifecycle/lifecycle.ts";
import type { Case } from "#suites/registration/session/cluster-case.ts";
import { runSuite } from "#suites/registration/registration-run.ts";
import { RecordingClock } from "#tests/helpers/recording-clock.ts";
import { fakeTarget } from "#tests/suites/fake-target.ts";
import { testRun } from "#tests/suites/test-run.ts";

/** A case of which only the id counts. */
type Named = Pick<Case, "id">;

const UNKNOWN_NAME_CASES: readonly Named[] = [
  { id: "describe/scenario/unknown" },
  { id: "deregister/scenario/unknown" },
];
const TAG_CASES: readonly Named[] = [
  { id: "tags/scenario/registered-cluster" },
  { id: "tags/scenario/two/registered-cluster" },
  { id: "register/lives/capitals-tags-1" },
];
const CONCURRENCY_CASES: readonly Named[] = [
  { id: "register/scenario/parallel/same-name" },
  { id: "register/scenario/parallel/same-token" },
  { id: "register/scenario/parallel/distinct" },
  { id: "deregister/scenario/parallel/same-resource" },
];
const OTHER_CLUSTER_CASES: readonly Named[] = [{ id: "register/scenario/names-near" }];
const REPEATS = [...IDEMPOTENCY_CASES, ...OTHER_CLUSTER_CASES];

test.each<[fault: string, cases: readonly Named[], title: string]>([
  [
    "label-not-decoded",
    TAG_CASES,
    "TagResource, UntagResource and ListTagsForResource do not find a cluster by its ARN",
  ],
  ["tagging-of-every-cluster", TAG_CASES, "Tagging one cluster changes the tags of another"],
  ["tag-values-in-capitals", LIFECYCLE_CASES, "RegisterCluster answers with other tags than were sent"],
  ["replay-carried-out-again", REPEATS, "A repeat with the same clientRequestToken is carried out again"],
  ["name-replays-whatever-the-token", REPEATS, "A name that is taken is accepted again"],
  [
    "replay-without-activation-id",
    REPEATS,
    "`cluster.connectorConfig.activationId` is absent in the answer of RegisterCluster to a request that is repeated",
  ],
  [
    "list-include-inverted",
    LIFECYCLE_CASES,
    "ListClusters names registered clusters without include=all, and leaves some out with it",
  ],
  ["list-member-capitalised", LIFECYCLE_CASES, "`clusters` is called `Clusters` in the answer of ListClusters"],
  ["last-page-with-empty-token", LIFECYCLE_CASES, "The last page of ListClusters has a nextToken"],
  ["success-as-html", [...LIFECYCLE_CASES, ...UNKNOWN_NAME_CASES], "Answers do not say that they are application/json"],
  [
    "taken-name-as-invalid-parameter",
    IDEMPOTENCY_CASES,
    "RegisterCluster answers 400 InvalidParameterException to a name that is taken",
  ],
  ["tags-outlive-the-cluster", TAG_CASES, "A name that is registered again has the tags of its deregistered cluster"],
  ["listing-tags-answers-202", TAG_CASES, "ListTagsForResource answers 202"],
  ["error-body-html", UNKNOWN_NAME_CASES, "The body of an error is not a JSON object"],
  [
    "parallel-deregistration-fails-with-500",
    CONCURRENCY_CASES,
    "DeregisterCluster fails with 500 InternalFailure on parallel deregistrations of one cluster",
  ],
  [
    "race-for-a-name-has-no-winner",
    CONCURRENCY_CASES,
    "Of parallel registrations of one name, not exactly one succeeds",
  ],
  [
    "parallel-registrations-refused",
    CONCURRENCY_CASES,
    "Parallel registrations of different names fail, or are answered with each other's cluster",
  ],
  [
    "tag-values-as-numbers",
    [...LIFECYCLE_CASES, ...TAG_CASES],
    "An entry of `cluster.tags` has a wrong type in the answers of DescribeCluster, DeregisterCluster and RegisterCluster",
  ],
  [
    "deregister-keeps-the-cluster",
    [...LIFECYCLE_CASES, ...OTHER_CLUSTER_CASES, ...TAG_CASES],
    "A deregistered cluster is still there",
  ],
  ["emulator-keeps-no-state", [...LIFECYCLE_CASES, ...TAG_CASES], "Nothing registered is ever stored"],
  [
    "crash-on-unknown-name",
    [...UNKNOWN_NAME_CASES, ...LIFECYCLE_CASES],
    "DeregisterCluster and DescribeCluster fail with 500 InternalFailure on a name that is not registered, among others",
  ],
  [
    "emulator-timestamps-iso",
    LIFECYCLE_CASES,
    "`cluster.createdAt` and `cluster.connectorConfig.activationExpiry` have a wrong type in the answers of RegisterCluster, DeregisterCluster and DescribeCluster",
  ],
  [
    "parallel-registrations-share-name",
    CONCURRENCY_CASES,
    "Parallel registrations of different names fail, or are answered with each other's cluster",
  ],
  [
    "describe-of-unknown-name-empty",
    [...LIFECYCLE_CASES, ...UNKNOWN_NAME_CASES],
    "DescribeCluster answers 200 to a name that is not registered",
  ],
  [
    "deregister-answers-202",
    [...LIFECYCLE_CASES, ...TAG_CASES],
    "UntagResource and DeregisterCluster answer valid input with 202",
  ],
  ["deregister-removes-another-cluster-too", OTHER_CLUSTER_CASES, "Deregistering one cluster removes others as well"],
])("%s has one cause, and says what it is", async (fault, cases, title) => {
  const clock = new RecordingClock();
  const target = fakeTarget(undefined, { now: clock.now, patches: [findById("fault", FAULTS, fault).patch] });
  const record = await runSuite(testRun({ clock, target, only: new Set(cases.map(({ id }) => id)) }));
  expect(failingCauses(record, causesOf(record)).map((cause) => cause.title)).toEqual([title]);
});

test("a label that is refused for its encoding is told once, and once for each route with an answer that is not its own", async () => {
  const clock = new RecordingClock();
  const { patch } = findById("fault", FAULTS, "label-with-encoding-refused");
  const only = new Set(TAG_CASES.map(({ id }) => id));
  const record = await runSuite(
    testRun({ clock, target: fakeTarget(undefined, { now: clock.now, patches: [patch] }), only }),
  );
  expect(failingCauses(record, causesOf(record)).map((cause) => cause.title)).toEqual([
    "TagResource, UntagResource and ListTagsForResource refuse the ARN of a cluster",
    "ListTagsForResource answers 400 ClientException to a request to its documented path",
    "TagResource answers 400 ClientException to a request to its documented path",
  ]);
});
