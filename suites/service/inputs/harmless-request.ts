import { encodeInput } from "#protocol/encode.ts";
import type { WireRequest } from "#protocol/exchange.ts";
import { isSafe } from "#protocol/methods.ts";
import type { Operation } from "#spec/contract/operation.ts";
import { kindMadeBy } from "#spec/resources/resource-table.ts";
import { lastResource } from "#spec/resources/table-readings.ts";
import type { ServiceSession } from "#suites/service/service-session.ts";
import { aboutUnknown } from "./about-unknown.ts";
import { plainInput } from "./plain-input.ts";

/** A request that changes nothing, whatever the target makes of it; undefined where there is none. */
export function harmlessRequest(session: ServiceSession, operation: Operation): WireRequest | undefined {
  const { context } = session;
  const { table } = context;
  const plain = isSafe(operation.method)
    ? plainInput(context, { operation: operation.id }, { salt: session.salt() })
    : undefined;
  if (plain !== undefined) return encodeInput(operation, plain);
  const resource = kindMadeBy(table, operation.id) === undefined ? lastResource(operation.id, table) : undefined;
  return resource && aboutUnknown(session, operation, { resource });
}
