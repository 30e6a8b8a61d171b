import type { MadeResource } from "#custody/resources/made-resource.ts";
import { requestOn } from "#custody/resources/resource-requests.ts";
import type { Redactor } from "#endpoint/redaction/redactor.ts";
import { type Exchange, readAs, type WireRequest } from "#protocol/exchange.ts";
import { matchRoute } from "#protocol/route.ts";
import type { Service } from "#spec/resources/service.ts";
import { toEvidence } from "#suites/run/collecting/to-evidence.ts";
import type { PlainRequest, Recipe } from "#suites/record/parts/service-recipe.ts";

/** How a resource was created, from the exchanges of the case that created it; undefined if they do not show it. */
export function recipeOf(
  service: Service,
  made: MadeResource,
  exchanges: readonly Exchange[],
  redactor: Redactor,
): Recipe | undefined {
  const { resource, id, arn } = made;
  const { create, describe, ready, fixed, parent } = resource;
  const operation = create?.operation ?? resource.made?.operation;
  const making = exchanges.findLast((exchange) => {
    return succeeded(exchange) && matchRoute(service.contract, readAs(exchange))?.operation.id === operation;
  });
  if (operation === undefined || making === undefined) return undefined;
  const looking = describe && requestOn(service, describe, made);
  const described = exchanges.findLast((each) => succeeded(each) && looking !== undefined && isSame(each, looking));
  const removing = resource.delete && requestOn(service, resource.delete, made);
  return {
    kind: resource.name,
    parent,
    id,
    arn,
    idAt:
      create === undefined ? { output: resource.made?.at } : { input: resource.id.input, output: resource.id.output },
    fixed,
    operation,
    made: toEvidence(making, redactor),
    described: described && toEvidence(described, redactor),
    ready: ready && { at: `${describe?.shows ?? ""}${ready.at}`, values: [ready.is, ...ready.failed] },
    removal: removing && plainRequest(removing, redactor),
  };
}

function succeeded({ response }: Exchange): boolean {
  return response !== undefined && response.status < 300;
}

function isSame({ request }: Exchange, { method, path, body }: WireRequest): boolean {
  return request.method === method && request.path === path && textOf(request.body) === textOf(body);
}

function textOf(body: Uint8Array | undefined): string {
  return Buffer.from(body ?? []).toString();
}

function plainRequest(
  { method, path, headers, body }: WireRequest,
  { text, url, headers: redacted }: Redactor,
): PlainRequest {
  const plain = { method, path: url(path), headers: redacted(headers) };
  return body === undefined ? plain : { ...plain, body: text(textOf(body)) };
}
