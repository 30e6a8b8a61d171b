import { isJsonObject } from "#spec/json/json.ts";
import { valueAt } from "#spec/json/json-pointer.ts";
import type { Reply } from "#protocol/answers/reply.ts";
import type { Resource } from "#spec/resources/resource-table.ts";
import type { MemberForm } from "#suites/record/condition.ts";
import type { ServiceContext } from "#suites/service/service-context.ts";

export interface Identifying extends MemberForm {
  readonly equals: string;
}

/** Tells two resources of one name apart, if it is shown by now: the ARN, the creation time, and what the service gives to each. */
export function identifying(
  { table }: ServiceContext,
  { create, arn = "/arn", given }: Resource,
  { json }: Reply,
): Identifying[] {
  const { shows } = create ?? {};
  if (shows === undefined || !isJsonObject(json)) return [];
  const pointers = [arn, table.created, given].filter((own) => own !== undefined);
  return pointers.flatMap((own) => {
    const value = valueAt(json, `${shows}${own}`) ?? null;
    return value === null ? [] : [{ at: `${shows}${own}`, equals: JSON.stringify(value) }];
  });
}

export function isAt({ json }: Reply, { at, equals }: Identifying): boolean {
  return json !== undefined && JSON.stringify(valueAt(json, at)) === equals;
}
