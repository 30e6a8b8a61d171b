import type { Patch } from "#reference/fault.ts";
import { after } from "#reference/patches.ts";
import type { View } from "#reference/render/output-document.ts";
import { breaking, family, warned } from "#reference/faults/defect.ts";
import { connectorMemberShown, memberShown } from "./shown.ts";

type Write = (milliseconds: number) => unknown;

/** One timestamp is written in another way. */
const written = (member: "createdAt" | "activationExpiry", write: Write): Patch =>
  after("timestamp", (told, milliseconds, which) => (which === member ? write(milliseconds) : told));
const createdAt = (write: Write): Patch => written("createdAt", write);
const expiry = (write: Write): Patch => written("activationExpiry", write);

const iso: Write = (milliseconds) => new Date(milliseconds).toISOString();
const isoOfSeconds = (seconds: unknown): unknown => iso(Number(seconds) * 1000);
const digits: Write = (milliseconds) => String(milliseconds / 1000);

/** In ids, in answers, and in requirements. */
const MEMBERS = [
  ["created-at", "createdAt", "created-at", memberShown],
  ["activation-expiry", "activationExpiry", "connector-config", connectorMemberShown],
] as const;

/** What other answers than that to a registration must not show otherwise; of one, another requirement asks that, too. */
const OTHER_VIEWS: readonly (readonly [prefix: string, view: View, also: readonly string[]])[] = [
  ["describe", "DescribeCluster", ["describe.after-register"]],
  ["deregister", "DeregisterCluster", []],
];

const IN_ONE_VIEW = MEMBERS.flatMap(([label, member, place, shown]) =>
  OTHER_VIEWS.flatMap(([prefix, view, also]) =>
    breaking([`${prefix}.response.cluster.${place}`, ...also], {
      [`${prefix}-${label}-iso`]: [
        `Shows ${member} as an ISO 8601 string in ${view} alone.`,
        shown(member, isoOfSeconds, view),
      ],
    }),
  ),
);

/** Timestamps of the wrong type. */
export const TIMESTAMP_TYPES = family(
  "response-shape",
  breaking(["register.response.cluster.connector-config", "register.activation.expiry"], {
    "activation-expiry-iso": ["Sends activationExpiry as an ISO 8601 string.", expiry(iso)],
    "activation-expiry-as-digits": ["Sends activationExpiry as a string of digits.", expiry(digits)],
    "activation-expiry-http-date": [
      "Sends activationExpiry as an HTTP date.",
      expiry((milliseconds) => new Date(milliseconds).toUTCString()),
    ],
  }),
  breaking("register.response.cluster.created-at", {
    "created-at-iso": ["Sends createdAt as an ISO 8601 string.", createdAt(iso)],
    "created-at-as-digits": ["Sends createdAt as a string of digits.", createdAt(digits)],
    "created-at-as-object": [
      "Sends createdAt as an object with seconds and nanoseconds.",
      createdAt((milliseconds) => ({ seconds: Math.floor(milliseconds / 1000), nanos: 0 })),
    ],
  }),
  IN_ONE_VIEW,
);

const HOUR = 3_600_000;
const inMilliseconds: Write = (milliseconds) => milliseconds;
const inMicroseconds: Write = (milliseconds) => milliseconds * 1000;
const inMinutes: Write = (milliseconds) => milliseconds / 60_000;
const off = (by: number): Write => {
  return (milliseconds) => (milliseconds + by) / 1000;
};

/** Timestamps of the right type that tell the wrong time. */
export const TIMESTAMP_VALUES = family(
  "response-semantics",
  breaking("register.activation.expiry", {
    "activation-expiry-in-milliseconds": ["Sends activationExpiry in milliseconds.", expiry(inMilliseconds)],
    "activation-expiry-in-microseconds": ["Sends activationExpiry in microseconds.", expiry(inMicroseconds)],
  }),
  breaking("register.activation.expiry-future", {
    "activation-expiry-as-duration": ["Sends as activationExpiry how many seconds are left.", expiry(() => 259_200)],
    "activation-expiry-in-minutes": ["Sends activationExpiry in minutes.", expiry(inMinutes)],
  }),
  breaking("register.created-at", {
    "created-at-in-milliseconds": ["Sends createdAt in milliseconds.", createdAt(inMilliseconds)],
    "created-at-zero": ["Sends 0 as createdAt.", createdAt(() => 0)],
    "created-at-in-local-time": ["Sends createdAt an hour off, in the time of the next zone.", createdAt(off(HOUR))],
    "created-at-in-minutes": ["Sends createdAt in minutes.", createdAt(inMinutes)],
    "created-at-in-microseconds": ["Sends createdAt in microseconds.", createdAt(inMicroseconds)],
  }),
  warned("register.created-at", {
    "created-at-half-an-hour-off": ["Sends createdAt by a clock that is half an hour off.", createdAt(off(HOUR / 2))],
  }),
  breaking("register.activation.expiry-three-days", {
    "activation-expiry-in-local-time": [
      "Sends activationExpiry an hour late, in the time of the next zone.",
      expiry(off(HOUR)),
    ],
  }),
);
