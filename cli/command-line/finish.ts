/** Takes the exit code of the command that was asked for. */
export type Finish = (code: number) => void;
