import type { Patch } from "#reference/fault.ts";
import type { Habits } from "#reference/service/habits.ts";
import type { Asked, Treatment } from "./treatment.ts";

export interface BoundsSituation {
  readonly what: string;
  /** Absent: register-cluster. */
  readonly spec?: "eks";
  /** What the server does otherwise, of registered clusters alone. */
  readonly patches?: readonly Patch[];
  /** The same of all of EKS. */
  readonly habits?: Partial<Habits>;
  readonly flags?: readonly string[];
  /** Absent: nothing listens. */
  readonly treat?: (asked: Asked) => Treatment;
  /** No connection comes about, and none is refused. */
  readonly swallows?: true;
  /** Ctrl-C once so many requests have come. */
  readonly interruptAt?: number;
  /** The time counts from so many requests on: until then all is well. */
  readonly changesAt?: number;
  readonly codes: readonly number[];
  /** Codes besides where the time limit comes first. */
  readonly codesAtLimit?: readonly number[];
  /** Absent: promised for a run with a time limit alone. */
  readonly seconds?: number;
}

const ANSWER: Treatment = { kind: "answer" };
const HANG: Treatment = { kind: "hang" };
const THROTTLE: Treatment = { kind: "throttle" };
const FAIL: Treatment = { kind: "fail" };
/** Requests after which something happens: the control is over, and clusters are alive. */
const UNDER_WAY = 300;

const after = (treatment: Treatment) => {
  return ({ count }: Asked): Treatment => (count < UNDER_WAY ? ANSWER : treatment);
};
const hangsOnTaggedInput = ({ body }: Asked): Treatment => (/"tags":\{"[^"]/.test(body) ? HANG : ANSWER);
const hangsOnTagging = ({ path }: Asked): Treatment => (path.startsWith("/tags/") ? HANG : ANSWER);
const findsNothing = ({ method, path }: Asked): Treatment =>
  method === "GET" && path.startsWith("/clusters/") ? { kind: "unknown" } : ANSWER;
const awayOnDescribe = ({ method, path }: Asked): Treatment =>
  method === "GET" && path.startsWith("/clusters/") ? { kind: "away" } : ANSWER;
const hangsOn =
  (hanging: string) =>
  ({ method }: Asked): Treatment =>
    method === hanging ? HANG : ANSWER;
const hangsWhere = (hanging: (asked: Asked) => boolean) => {
  return (asked: Asked): Treatment => (hanging(asked) ? HANG : ANSWER);
};
const isOne = ({ path }: Asked): boolean => path.startsWith("/clusters/");
const isList = ({ method, path }: Asked): boolean => method === "GET" && /^\/clusters(\?|$)/.test(path);
const hangsOnInput = (input: RegExp) => hangsWhere(({ body }) => input.test(body));
const lists = (clusters: string) => {
  const said: Treatment = { kind: "say", document: `{"clusters":${clusters}}` };
  return (asked: Asked): Treatment => (isList(asked) ? said : ANSWER);
};
const departsForEver: Patch = (behaviours) => {
  const going = new Set<string>();
  return {
    removeCluster: ({ name }) => void going.add(name),
    findCluster: (name, call) => {
      const found = behaviours.findCluster(name, call);
      return found !== undefined && going.has(name) ? { ...found, status: "DELETING" } : found;
    },
  };
};
const missesNewest: Patch = ({ visibleClusters }) => ({
  visibleClusters: (...asked) => [...visibleClusters(...asked)].slice(0, -1),
});
const keepsTheDeregistered: Patch = () => ({ removeCluster: () => undefined, forgetToken: () => undefined });

/** Situations of docs/safety.md, with the exit codes and the time that are promised. */
export const SITUATIONS: Readonly<Record<string, BoundsSituation>> = {
  nobody: { what: "nothing listens", codes: [3], seconds: 2 },
  swallows: { what: "swallows packets", swallows: true, codes: [3], seconds: 30 },
  hangs: { what: "never answers", treat: () => HANG, codes: [3], seconds: 30 },
  posts: { what: "never answers POST", treat: hangsOn("POST"), codes: [3], seconds: 30 },
  deletes: { what: "never answers DELETE", treat: hangsOn("DELETE"), codes: [3, 5], seconds: 30 },
  fails: { what: "fails always", treat: () => FAIL, codes: [1], seconds: 30 },
  // What is known by the answer to its creation alone may have been made with that 500, and nobody can say.
  "eks-fails": { what: "fails always, all of EKS", spec: "eks", treat: () => FAIL, codes: [5], seconds: 30 },
  "eks-deletes": {
    what: "fails at each DELETE, all of EKS",
    spec: "eks",
    treat: ({ method }) => (method === "DELETE" ? FAIL : ANSWER),
    codes: [5],
    seconds: 90,
  },
  throttles: { what: "throttles from the start", treat: () => THROTTLE, codes: [3], seconds: 30 },
  later: { what: "throttles after 300", treat: after(THROTTLE), changesAt: UNDER_WAY, codes: [3, 5], seconds: 30 },
  "retry-after-first": {
    what: "throttles from the start, Retry-After",
    treat: () => ({ kind: "throttle", retryAfter: 3600 }),
    codes: [3],
    seconds: 30,
  },
  "retry-after": {
    what: "throttles, Retry-After of an hour",
    treat: after({ kind: "throttle", retryAfter: 3600 }),
    changesAt: UNDER_WAY,
    codes: [3, 5],
    seconds: 30,
  },
  slow: {
    what: "answers after 2 s",
    treat: () => ({ kind: "answer", afterMs: 2_000 }),
    codes: [0, 3],
  },
  slower: {
    what: "answers after 6 s",
    treat: () => ({ kind: "answer", afterMs: 6_000 }),
    codes: [0, 3],
  },
  tags: {
    what: "hangs on inputs with tags",
    treat: hangsOnTaggedInput,
    codes: [1, 5],
    codesAtLimit: [3],
    seconds: 60,
  },
  "long-names": {
    what: "hangs on names over 100 characters",
    treat: hangsOnInput(/"name":"[^"]{101,}"/),
    codes: [1, 5],
    codesAtLimit: [3],
    seconds: 60,
  },
  "long-roles": {
    what: "hangs on a roleArn over 60 characters",
    treat: hangsOnInput(/"roleArn":"[^"]{61,}"/),
    codes: [1, 5],
    codesAtLimit: [3],
    seconds: 60,
  },
  provider: {
    what: "hangs on the provider GKE",
    treat: hangsOnInput(/"provider":"GKE"/),
    codes: [1, 5],
    codesAtLimit: [3],
    seconds: 60,
  },
  tokens: {
    what: "hangs on a clientRequestToken",
    treat: hangsOnInput(/"clientRequestToken":/),
    codes: [1, 5],
    codesAtLimit: [3],
    seconds: 60,
  },
  describes: {
    what: "hangs on DescribeCluster",
    treat: hangsWhere((asked) => asked.method === "GET" && isOne(asked)),
    codes: [1, 3, 5],
    seconds: 60,
  },
  lists: { what: "hangs on ListClusters", treat: hangsWhere(isList), codes: [1, 3, 5], seconds: 60 },
  deregisters: {
    what: "hangs on DeregisterCluster",
    treat: hangsWhere(({ method, path }) => method === "DELETE" && path.startsWith("/cluster-registrations/")),
    codes: [3, 5],
    seconds: 60,
  },
  departs: { what: "DELETING for ever", patches: [departsForEver], treat: () => ANSWER, codes: [1, 5], seconds: 30 },
  keeps: {
    what: "a deregistration does nothing",
    patches: [keepsTheDeregistered],
    treat: () => ANSWER,
    codes: [5],
    seconds: 30,
  },
  "list-string": { what: "clusters is a string", treat: lists('"a,b"'), codes: [1], codesAtLimit: [3], seconds: 30 },
  "list-object": { what: "clusters is an object", treat: lists('{"a":{}}'), codes: [1], seconds: 30 },
  "list-empty": { what: "lists nothing", treat: lists("[]"), codes: [1], seconds: 30 },
  "list-newest": {
    what: "lists all but the newest",
    patches: [missesNewest],
    treat: () => ANSWER,
    codes: [1],
    seconds: 30,
  },
  "list-number": { what: "clusters is a number", treat: lists("7"), codes: [1], seconds: 30 },
  "eks-names": {
    what: "hangs on names over 100 characters, all of EKS",
    spec: "eks",
    treat: hangsOnInput(/"(?:n|nodegroupN)ame":"[^"]{101,}"/),
    codes: [1, 5],
    seconds: 60,
  },
  "eks-values": {
    what: "hangs on node groups of a capacity type, all of EKS",
    spec: "eks",
    treat: hangsOnInput(/"capacityType":/),
    codes: [1, 5],
    seconds: 60,
  },
  "eks-lists": {
    what: "hangs on ListFargateProfiles, all of EKS",
    spec: "eks",
    treat: hangsWhere(
      ({ method, path }) => method === "GET" && /^\/clusters\/[^/]*\/fargate-profiles(\?|$)/.test(path),
    ),
    codes: [1, 3, 5],
    seconds: 60,
  },
  tagging: { what: "hangs on operations on tags", treat: hangsOnTagging, codes: [3], seconds: 60 },
  forgets: { what: "finds nothing registered", treat: findsNothing, codes: [1], codesAtLimit: [1], seconds: 60 },
  away: { what: "a 503 page for each description", treat: awayOnDescribe, codes: [3, 5], seconds: 60 },
  "away-paced": {
    what: "the same, at a pace that is given",
    treat: awayOnDescribe,
    flags: ["--rps", "1000"],
    codes: [3, 5],
    seconds: 60,
  },
  dies: {
    what: "dies, connections refused",
    treat: after({ kind: "die" }),
    changesAt: UNDER_WAY,
    codes: [1, 3, 5],
    seconds: 30,
  },
  "dies-hanging": {
    what: "dies, connections hang",
    treat: after(HANG),
    changesAt: UNDER_WAY,
    codes: [1, 3, 5],
    seconds: 30,
  },
  "interrupt-early": {
    what: "Ctrl-C at the start",
    treat: () => ANSWER,
    interruptAt: 1,
    codes: [130, 5],
    seconds: 10,
  },
  "interrupt-hanging": {
    what: "Ctrl-C, never answers",
    treat: () => HANG,
    interruptAt: 1,
    codes: [130, 5],
    seconds: 10,
  },
  "interrupt-later": {
    what: "Ctrl-C, hangs after 300",
    treat: after(HANG),
    interruptAt: UNDER_WAY + 8,
    codes: [130, 5],
    seconds: 10,
  },
  "interrupt-throttled": {
    what: "Ctrl-C, Retry-After of an hour",
    treat: after({ kind: "throttle", retryAfter: 3600 }),
    interruptAt: UNDER_WAY + 8,
    codes: [130, 5],
    seconds: 10,
  },
};
