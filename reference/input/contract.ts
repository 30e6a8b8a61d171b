import { readFileSync } from "node:fs";
import { asObject } from "#reference/service/model/document.ts";
import type { Operation } from "#reference/service/model/operation.ts";
import { readModel } from "#reference/service/model/read-model.ts";
import type { Shape } from "#reference/service/model/shape.ts";
import type { OperationName } from "#reference/wire/route.ts";

interface ContractOperation extends Operation {
  readonly name: OperationName;
}

/** The operations of registered clusters, by the contract that comes with the package. */
export const CONTRACT = readModel(
  asObject(JSON.parse(readFileSync(new URL("../../spec/built/openapi.json", import.meta.url), "utf8"))),
) as readonly ContractOperation[];

export function contractOperation(name: OperationName): Operation {
  const operation = CONTRACT.find((one) => one.name === name);
  if (operation === undefined) throw new Error(`the contract has no ${name}`);
  return operation;
}

/** The shape at a place of an operation's input, such as `/tags/*key`. */
export function inputShapeAt(name: OperationName, path: string): Shape {
  const [, member, ...steps] = path.split("/");
  const top = contractOperation(name).input.find((one) => one.name === member)?.shape;
  const shape = steps.reduce((above, step) => {
    if (step === "*key") return above?.key;
    return step === "*" ? above?.element : above?.members.find((one) => one.name === step)?.shape;
  }, top);
  if (shape === undefined) throw new Error(`the contract has no ${path} in ${name}`);
  return shape;
}

/** ConnectorConfigProvider; compared case-sensitively. */
export const PROVIDERS = (inputShapeAt("RegisterCluster", "/connectorConfig/provider").values ?? []).filter(
  (value) => typeof value === "string",
);
