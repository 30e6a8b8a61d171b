/** A flag that takes a port, with the port in the same word. */
const JOINED = /^(?:-p|--port|--publish)=?(\d+(?::\d+)?|[\d.]+:\d+:\d+)$/;
const PORT_FLAGS: readonly string[] = ["-p", "--port", "--publish"];
/** A port, or what a container publishes: the host's port comes before the container's. */
const PORT = /^(?:[\d.]+:(?=\d+:))?(\d+)(?::\d+)?$/;
/** An address of this machine. */
const ADDRESS = /^(?:http:\/\/)?(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\])?:(\d+)\/?$/;

/** The one port that the words of a command name; undefined where they name none, or several. */
export function portOfWords(words: readonly string[]): number | undefined {
  const all = words.flatMap((word) => word.split(/\s+/));
  const found = all.flatMap((word, index) => {
    const value = PORT_FLAGS.includes(all[index - 1] ?? "") ? word : JOINED.exec(word)?.[1];
    return (value === undefined ? ADDRESS.exec(word) : PORT.exec(value))?.[1] ?? [];
  });
  const ports = [...new Set(found.map(Number))].filter((port) => port > 0 && port < 65_536);
  return ports.length === 1 ? ports[0] : undefined;
}
