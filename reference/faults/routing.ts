import { Refusal } from "../refusal.ts";
import type { Patch } from "../fault.ts";
import { family } from "./family.ts";
import type { RoutedOperation } from "../wire/route.ts";

type Match = (method: string, path: string) => RoutedOperation | undefined;

/** Requests that no operation claims are claimed all the same. */
function claimedToo(match: Match): Patch {
  return (behaviours) => ({
    matchRoute: (method, path, call) => behaviours.matchRoute(method, path, call) ?? match(method, path),
  });
}

/** The paths that a server knows are others. */
function pathsAs(change: (path: string) => string): Patch {
  return (behaviours) => ({
    matchRoute: (method, path, call) => behaviours.matchRoute(method, change(path), call),
  });
}

const REGISTER: RoutedOperation = { operation: "RegisterCluster", label: "" };
const UNKNOWN = ["api.route.unknown-path"];
const METHOD = ["api.route.wrong-method"];

/** Which requests are served. */
export const ROUTING = family("routing", [
  {
    id: "register-below-clusters",
    sentence: "Serves registrations at another path than the documented one.",
    requirements: ["register.route"],
    patch: (behaviours) => ({
      matchRoute: (method, path, call) =>
        method === "POST"
          ? path === "/clusters/register"
            ? REGISTER
            : undefined
          : behaviours.matchRoute(method, path, call),
    }),
  },
  {
    id: "register-with-put",
    sentence: "Serves registrations with PUT in place of POST.",
    requirements: ["register.route"],
    patch: (behaviours) => ({
      matchRoute: (method, path, call) => {
        if (method === "POST") return undefined;
        return behaviours.matchRoute(method === "PUT" ? "POST" : method, path, call);
      },
    }),
  },
  {
    id: "put-registers-too",
    sentence: "Serves registrations with PUT too.",
    level: "SHOULD",
    requirements: METHOD,
    patch: claimedToo((method, path) => (method === "PUT" && path === "/cluster-registrations" ? REGISTER : undefined)),
  },
  {
    id: "patch-registers-too",
    sentence: "Serves registrations with PATCH too.",
    level: "SHOULD",
    requirements: METHOD,
    patch: claimedToo((method, path) =>
      method === "PATCH" && path === "/cluster-registrations" ? REGISTER : undefined,
    ),
  },
  {
    id: "get-lists-registrations",
    sentence: "Serves a list at the path of registrations.",
    level: "SHOULD",
    requirements: METHOD,
    patch: claimedToo((method, path) =>
      method === "GET" && path === "/cluster-registrations" ? { operation: "ListClusters", label: "" } : undefined,
    ),
  },
  {
    id: "path-beginning-suffices",
    sentence: "Serves every path that begins with that of registrations.",
    level: "SHOULD",
    requirements: UNKNOWN,
    patch: claimedToo((method, path) =>
      method === "POST" && path.startsWith("/cluster-registrations") ? REGISTER : undefined,
    ),
  },
  {
    id: "path-end-suffices",
    sentence: "Serves every path that ends in that of registrations.",
    level: "SHOULD",
    requirements: UNKNOWN,
    patch: claimedToo((method, path) =>
      method === "POST" && path.endsWith("/cluster-registrations") ? REGISTER : undefined,
    ),
  },
  {
    id: "every-post-registers",
    sentence: "Serves a registration at every path.",
    level: "SHOULD",
    requirements: UNKNOWN,
    patch: claimedToo((method) => (method === "POST" ? REGISTER : undefined)),
  },
  {
    id: "path-singular-accepted",
    sentence: "Serves a registration at /cluster-registration.",
    level: "SHOULD",
    requirements: UNKNOWN,
    patch: pathsAs((path) => path.replace(/^\/cluster-registration$/, "/cluster-registrations")),
  },
  {
    id: "root-registers",
    sentence: "Serves a registration at the root.",
    level: "SHOULD",
    requirements: UNKNOWN,
    patch: pathsAs((path) => (path === "/" ? "/cluster-registrations" : path)),
  },
  {
    id: "unknown-path-as-success",
    sentence: "Answers a path that it does not know with 200 and an empty object.",
    level: "SHOULD",
    requirements: UNKNOWN,
    patch: (behaviours) => ({
      renderError: (refusal, call) =>
        refusal.code === "UnknownOperationException"
          ? behaviours.renderSuccess({}, call)
          : behaviours.renderError(refusal, call),
    }),
  },
  {
    id: "label-not-decoded",
    sentence: "Takes the name in a path as it is encoded.",
    level: "SHOULD",
    requirements: ["api.route.encoded-label"],
    patch: () => ({ percentDecode: (encoded) => encoded }),
  },
  {
    id: "label-with-encoding-refused",
    sentence: "Refuses percent-encoding in a path.",
    level: "SHOULD",
    requirements: ["api.route.encoded-label"],
    patch: (behaviours) => ({
      percentDecode: (encoded, call) => {
        if (!encoded.includes("%")) return behaviours.percentDecode(encoded, call);
        throw new Refusal("ClientException", "The path is encoded.");
      },
    }),
  },
  {
    id: "label-decoded-in-lower-case",
    sentence: "Takes the hexadecimal digits of percent-encoding in lower case alone.",
    level: "SHOULD",
    requirements: ["api.route.encoded-label"],
    patch: (behaviours) => ({
      percentDecode: (encoded, call) =>
        /%(?:[A-F].|.[A-F])/.test(encoded) ? encoded : behaviours.percentDecode(encoded, call),
    }),
  },
  {
    id: "unknown-query-refused",
    sentence: "Refuses a query that the operation does not have.",
    level: "SHOULD",
    requirements: ["register.route.query-ignored"],
    patch: (behaviours) => ({
      matchRoute: (method, path, call) =>
        method === "POST" && call.request.path.includes("?") ? undefined : behaviours.matchRoute(method, path, call),
    }),
  },
  {
    id: "describe-answers-203",
    sentence: "Answers DescribeCluster with status 203.",
    requirements: ["describe.route"],
    patch: (behaviours) => ({
      successStatus: (call) => (call.route?.operation === "DescribeCluster" ? 203 : behaviours.successStatus(call)),
    }),
  },
  {
    id: "list-answers-206",
    sentence: "Answers ListClusters with status 206.",
    requirements: ["list.route", "list.valid"],
    patch: (behaviours) => ({
      successStatus: (call) => (call.route?.operation === "ListClusters" ? 206 : behaviours.successStatus(call)),
    }),
  },
]);

/** A success that is not 200. */
export const SUCCESS_STATUSES = family(
  "response-semantics",
  [201, 202].map((status) => ({
    id: `register-answers-${status}`,
    sentence: `Answers a registration with status ${status}.`,
    requirements: ["register.status-200"],
    patch: (behaviours) => ({
      successStatus: (call) => (call.route?.operation === "RegisterCluster" ? status : behaviours.successStatus(call)),
    }),
  })),
);
