import { ContractError } from "#spec/contract/contract-error.ts";

const MENDING = "give the model of a service that speaks restJson1";

/** A model that is of another protocol, or that does not hold together. */
export function modelError(file: string, pointer: string, what: string, mend: string = MENDING): ContractError {
  return new ContractError({ file, pointer, what, mend });
}
