import type { Patch } from "#reference/fault.ts";
import { after, around, instead, noting } from "#reference/patches.ts";
import { Refusal } from "#reference/refusal.ts";
import type { OperationName, RoutedOperation } from "#reference/wire/route.ts";
import { breaking, family, warned } from "#reference/faults/defect.ts";

const REGISTRATIONS = "/cluster-registrations";
const REGISTER: RoutedOperation = { operation: "RegisterCluster", label: "" };

/** Requests that no operation claims are claimed all the same. */
const claimedBy = (
  sent: string,
  claims: (path: string) => boolean,
  operation: OperationName = "RegisterCluster",
): Patch =>
  after("matchRoute", (route, method, path) => {
    return route ?? (method === sent && claims(path) ? { operation, label: "" } : undefined);
  });

/** The paths that a server knows are others. */
const pathsAs = (change: (path: string) => string): Patch =>
  around("matchRoute", (own, method, path, call) => own(method, change(path), call));

/** Which requests are served. */
export const ROUTING = family(
  "routing",
  breaking("register.route", {
    "register-below-clusters": [
      "Serves registrations at another path than the documented one.",
      around("matchRoute", (own, method, path, call) => {
        if (method !== "POST") return own(method, path, call);
        return path === "/clusters/register" ? REGISTER : undefined;
      }),
    ],
    "register-with-put": [
      "Serves registrations with PUT in place of POST.",
      around("matchRoute", (own, method, path, call) =>
        method === "POST" ? undefined : own(method === "PUT" ? "POST" : method, path, call),
      ),
    ],
  }),
  warned("api.route.wrong-method", {
    "put-registers-too": ["Serves registrations with PUT too.", claimedBy("PUT", (path) => path === REGISTRATIONS)],
    "patch-registers-too": [
      "Serves registrations with PATCH too.",
      claimedBy("PATCH", (path) => path === REGISTRATIONS),
    ],
    "get-lists-registrations": [
      "Serves a list at the path of registrations.",
      claimedBy("GET", (path) => path === REGISTRATIONS, "ListClusters"),
    ],
  }),
  warned("api.route.unknown-path", {
    "path-beginning-suffices": [
      "Serves every path that begins with that of registrations.",
      claimedBy("POST", (path) => path.startsWith(REGISTRATIONS)),
    ],
    "path-end-suffices": [
      "Serves every path that ends in that of registrations.",
      claimedBy("POST", (path) => path.endsWith(REGISTRATIONS)),
    ],
    "every-post-registers": ["Serves a registration at every path.", claimedBy("POST", () => true)],
    "path-singular-accepted": [
      "Serves a registration at /cluster-registration.",
      pathsAs((path) => path.replace(/^\/cluster-registration$/, REGISTRATIONS)),
    ],
    "root-registers": ["Serves a registration at the root.", pathsAs((path) => (path === "/" ? REGISTRATIONS : path))],
    "unknown-path-as-success": [
      "Answers a path that it does not know with 200 and an empty object.",
      around("renderError", (own, refusal, call) =>
        refusal.code === "UnknownOperationException" ? call.behaviours.renderSuccess({}, call) : own(refusal, call),
      ),
    ],
  }),
  warned("api.route.encoded-label", {
    "label-not-decoded": [
      "Takes the name in a path as it is encoded.",
      () => ({ percentDecode: (encoded) => encoded }),
    ],
    "label-with-encoding-refused": [
      "Refuses percent-encoding in a path.",
      noting("percentDecode", (encoded) => {
        if (encoded.includes("%")) throw new Refusal("ClientException", "The path is encoded.");
      }),
    ],
    "label-decoded-in-lower-case": [
      "Takes the hexadecimal digits of percent-encoding in lower case alone.",
      instead(
        "percentDecode",
        (encoded) => /%(?:[A-F].|.[A-F])/.test(encoded),
        (encoded) => encoded,
      ),
    ],
  }),
  warned("register.route.query-ignored", {
    "unknown-query-refused": [
      "Refuses a query that the operation does not have.",
      after("matchRoute", (route, method, _path, { request }) =>
        method === "POST" && request.path.includes("?") ? undefined : route,
      ),
    ],
  }),
);
