/** One byte at least this often in a row is counted out instead of written out. */
const LONG_RUN = 512;

/** POSIX shell commands that print bytes: printf for what is written out, head and tr where one byte goes on for long. */
export function printCommand(bytes: Uint8Array): string {
  const commands: string[] = [];
  let written = 0;
  const writeOut = (end: number) => {
    if (end > written) commands.push(`printf ${printfFormat(latin1(bytes.subarray(written, end)))}`);
  };
  let at = 0;
  while (at < bytes.length) {
    const end = endOfRun(bytes, at);
    if (end - at >= LONG_RUN) {
      writeOut(at);
      commands.push(`head -c ${end - at} /dev/zero${bytes[at] === 0 ? "" : ` | tr '\\0' ${trSet(bytes, at)}`}`);
      written = end;
    }
    at = end;
  }
  writeOut(bytes.length);
  return commands.length > 1 ? `{ ${commands.join("; ")}; }` : (commands[0] ?? "printf ''");
}

/** Where the byte at `start` stops repeating itself. */
function endOfRun(bytes: Uint8Array, start: number): number {
  let end = start + 1;
  while (end < bytes.length && bytes[end] === bytes[start]) end += 1;
  return end;
}

/** Latin-1 text as a format of printf, in single quotes; what is not plain ASCII in octal. */
export function printfFormat(text: string): string {
  const format = text.replace(/[^ -~]|['\\%]|^-/g, (character) => (character === "%" ? "%%" : octal(character)));
  return `'${format}'`;
}

function trSet(bytes: Uint8Array, at: number): string {
  const character = latin1(bytes.subarray(at, at + 1));
  return `'${/[A-Za-z0-9 ]/.test(character) ? character : octal(character)}'`;
}

function octal(character: string): string {
  return `\\${character.charCodeAt(0).toString(8).padStart(3, "0")}`;
}

/** Keeps every byte as it is. */
function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
}
