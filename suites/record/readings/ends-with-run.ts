/** What is known of how a target came to be there: see RunRecord. */
interface Brought {
  readonly embedded?: boolean | undefined;
  readonly command?: string | undefined;
}

/** The run ended the target itself, whether embedded or started by a command: what it held went with it. */
export function endsWithRun({ embedded, command }: Brought): boolean {
  return embedded === true || command !== undefined;
}
