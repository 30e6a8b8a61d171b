/** Where a contract document is wrong, what is wrong there and how to mend it. */
export interface ContractFault {
  readonly file: string;
  /** JSON pointer into the document; the empty string for the whole of it. */
  readonly pointer: string;
  /** 1-based line of the document, where it is known. */
  readonly line?: number;
  readonly what: string;
  readonly mend: string;
}

/** The contract document cannot be used. The message is one line fit for a user. */
export class ContractError extends Error {
  override readonly name = "ContractError";
  readonly fault: ContractFault;

  constructor(fault: ContractFault) {
    const place = fault.line === undefined ? fault.file : `${fault.file}:${fault.line}`;
    const pointer = fault.pointer === "" ? "" : ` (${fault.pointer})`;
    super(`${place}${pointer}: ${fault.what}; ${fault.mend}.`.replace(/\s+/g, " "));
    this.fault = fault;
  }
}
