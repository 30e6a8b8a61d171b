import { matchRoute } from "#protocol/route.ts";
import { existingRequests, type ExistingRequest } from "#suites/plan/existing-kinds.ts";
import type { KindSettings } from "#suites/plan/target-kind-settings.ts";
import { casesAtOnce } from "#suites/run/limits/cases-at-once.ts";
import { counted } from "./counted.ts";
import { plannedEffect, type JudgedBy, type PlannedEffect } from "./effect.ts";
import type { PlannedCase, Rehearsal } from "./rehearsal.ts";

/** What a run asks of a target, and how long it takes at least. */
export interface Cost {
  readonly cases: number;
  readonly requests: number;
  readonly byOperation: Readonly<Record<string, number>>;
  readonly byEffect: Readonly<Record<PlannedEffect, number>>;
  /** Of clusters, or with a whole service of resources of every kind. */
  readonly registrations: {
    /** Where the target conforms. */
    readonly expected: number;
    /** Whatever the target does. */
    readonly atMost: number;
    /** Alive at once, at most: clusters, or with a whole service resources that belong to no other. */
    readonly atOnce: number;
    readonly of: "clusters" | "resources";
  };
  /** Requests a second at most, where a pace is set. */
  readonly rps?: number | undefined;
  /** At that pace. */
  readonly seconds?: number | undefined;
  /** What more is asked about what the account has, which only its lists tell. */
  readonly existing: readonly ExistingRequest[];
  /** What is there afterwards and was not before. */
  readonly staysBehind: readonly string[];
}

/** What AWS makes at the first registration in an account, and keeps. */
const KEPT_BY_AWS = [
  "the service-linked role AWSServiceRoleForAmazonEKSConnector",
  "an EventBridge rule of that role",
] as const;

export function costOf({ cases, registered, of }: Rehearsal, settings: KindSettings, judged: JudgedBy): Cost {
  const requests = cases.flatMap((each) => each.requests);
  const effects = requests.map((request) => plannedEffect(judged, request));
  const count = (effect: PlannedEffect): number => effects.filter((one) => one === effect).length;
  const operations = requests.map((request) => matchRoute(judged.contract, request)?.operation.id ?? "others");
  const { rps, kind, maxRegistrations } = settings;
  const { contract, table } = judged;
  const isDescribed = settings.describeExisting === true && table !== undefined;
  return {
    cases: cases.length,
    requests: requests.length,
    byOperation: tally(operations),
    byEffect: { create: count("create"), change: count("change"), delete: count("delete"), read: count("read") },
    registrations: {
      expected: registered,
      atMost: Math.min(maxRegistrations, count("create")),
      atOnce: of === "clusters" ? mostAlive(cases, settings) : Math.max(0, ...cases.map(({ alive }) => alive)),
      of,
    },
    rps,
    seconds: rps === undefined ? undefined : Math.ceil(requests.length / rps),
    existing: isDescribed ? existingRequests({ contract, table }) : [],
    staysBehind: kind === "aws" && count("create") > 0 ? KEPT_BY_AWS : [],
  };
}

/** The most frequent first. */
function tally(names: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([, one], [, other]) => other - one));
}

/** So many cases run side by side, and the limit holds for all of them together. */
function mostAlive(cases: readonly PlannedCase[], settings: KindSettings): number {
  const largest = cases.map(({ alive }) => alive).sort((a, b) => b - a);
  const together = largest.slice(0, casesAtOnce(settings)).reduce((sum, alive) => sum + alive, 0);
  return Math.min(together, settings.maxLive);
}

/** The same for a reader. */
export function costLines(cost: Cost): string[] {
  const { cases, requests, byEffect, byOperation, registrations, existing, staysBehind } = cost;
  return [
    `${counted(cases, "case")}, ${counted(requests, "request")}: ${effectsInWords(byEffect)}`,
    ...Object.entries(byOperation).map(([operation, count]) => `${String(count).padStart(6)} ${operation}`),
    `${registrationsInWords(registrations)}; ${paceInWords(cost)}`,
    ...(existing.length === 0 ? [] : existingLines(existing)),
    staysBehind.length === 0
      ? "nothing stays behind"
      : `what AWS keeps, unless it already existed: ${staysBehind.join(", ")} (docs/safety.md)`,
  ];
}

function existingLines(existing: readonly ExistingRequest[]): string[] {
  const all = existing.reduce((sum, { atMost }) => sum + atMost, 0);
  return [
    `besides, about what the account has, as its lists show it, at most ${counted(all, "request")}:`,
    ...existing.map(({ atMost, method, path }) => `${String(atMost).padStart(6)} ${method} ${path}`),
  ];
}

/** Nothing is changed where no request is about tags, or about a resource that can be changed. */
function effectsInWords(byEffect: Cost["byEffect"]): string {
  const shown = Object.entries(byEffect).filter(([effect, count]) => effect !== "change" || count > 0);
  return shown.map(([effect, count]) => `${count} ${effect}`).join(", ");
}

function registrationsInWords({ expected, atMost, atOnce, of }: Cost["registrations"]): string {
  return of === "clusters"
    ? `${counted(expected, "registration")} expected, at most ${atMost}, no more than ${counted(atOnce, "cluster")} alive at once`
    : `${counted(expected, "resource")} expected, at most ${atMost}, no more than ${atOnce} alive at once besides those that belong to them`;
}

function paceInWords({ rps, seconds = 0 }: Cost): string {
  return rps === undefined ? "no pace is set" : `about ${Math.ceil(seconds / 60)} min at ${rps} a second`;
}
