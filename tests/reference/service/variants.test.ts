import { expect, test } from "@jest/globals";
import { readModel } from "#reference/service/model/read-model.ts";
import { SERVICE_VARIANTS, variantsOf } from "#reference/service/variants.ts";

const ID = "throttled-as-400-TooManyRequestsException";

/** The variants of a service whose model has this error with a status. */
function idsWhere(status: string): string[] {
  const schema = { type: "object", "x-error": "TooManyRequestsException", properties: {} };
  const error = { content: { "application/json": { schema } } };
  const get = { operationId: "GetShelf", responses: { "200": {}, [status]: error } };
  return variantsOf({ operations: readModel({ paths: { "/shelf": { get } } }) }).map(({ id }) => id);
}

test("a service refuses by no error of its model with another status than that", () => {
  expect(idsWhere("400")).toEqual(SERVICE_VARIANTS.map(({ id }) => id));
  expect(idsWhere("429")).toEqual(SERVICE_VARIANTS.map(({ id }) => id).filter((id) => id !== ID));
});
