/** Where a contract document is wrong, what is wrong there and how to mend it. */
export interface ContractProblem {
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
  readonly problem: ContractProblem;

  constructor(problem: ContractProblem) {
    const line = problem.line === undefined ? problem.file : `${problem.file}:${problem.line}`;
    const pointer = problem.pointer === "" ? "" : ` (${problem.pointer})`;
    super(`${line}${pointer}: ${problem.what}; ${problem.mend}.`.replace(/\s+/g, " "));
    this.problem = problem;
  }
}
