import type { JsonObject } from "#spec/json/json.ts";
import { check, type Finding, settling } from "./finding.ts";

/** Stand for a Region that a resource is not in; the second for resources of the first. */
const REGIONS = ["eu-central-1", "us-east-1"] as const;

/**
 * The ARN of a resource as it would be in another account, and in another Region; without those that the ARN does not name.
 * What has them in AWS is told by the form: `arn:partition:service:region:account:resource`.
 */
export function arnsElsewhere(arn: string): readonly string[] {
  const [scheme = "", partition = "", service = "", region = "", account = "", ...rest] = arn.split(":");
  const withPlace = (...place: readonly string[]): string => [scheme, partition, service, ...place, ...rest].join(":");
  const elsewhere = REGIONS.find((each) => each !== region) ?? "";
  return [
    ...(/^\d{12}$/.test(account) ? [withPlace(region, otherAccount(account))] : []),
    ...(region === "" ? [] : [withPlace(elsewhere, account)]),
  ];
}

/** The same number but for its last digit. */
function otherAccount(account: string): string {
  return `${account.slice(0, -1)}${(Number(account.at(-1)) + 1) % 10}`;
}

/** What shows this tag by an ARN that is not the resource's has not read the ARN to its end; undefined shows none. */
export function judgeTagsElsewhere(shown: JsonObject | undefined, key: string): Finding {
  const isShown = shown !== undefined && Object.hasOwn(shown, key);
  const words = isShown ? `the tag ${key} of the resource that is here` : "none of its tags";
  return settling(check(!isShown, "none of the tags of the resource that is here", words));
}
