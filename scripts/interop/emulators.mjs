/**
 * Emulators to be tested, each pinned. `start` answers command, arguments and environment for a port on loopback.
 * `exit` is the exit code that a run with the expectations file comes to; `minutes` says how long a build takes, and
 * an emulator that has it runs only when it is named; `note` says what the record on the scoreboard is of.
 */
export const EMULATORS = [
  moto("5.1.1"),
  moto("5.2.5"),
  {
    name: "ministack",
    version: "1.5.33",
    install: { pip: "ministack==1.5.33" },
    start: (port) => ({
      program: "ministack",
      env: { GATEWAY_PORT: String(port), BIND_HOST: "127.0.0.1" },
    }),
    exit: 0,
  },
  {
    name: "localemu",
    version: "1.3.2",
    install: { pip: "localemu[runtime]==1.3.2" },
    start: (port) => ({
      program: "localemu",
      args: ["start", "--host", "127.0.0.1", "--port", String(port)],
      env: { GATEWAY_LISTEN: `127.0.0.1:${port}`, DISABLE_EVENTS: "1" },
    }),
    exit: 0,
  },
  {
    name: "winterbaume",
    version: "0.2.8",
    install: { launcher: "winterbaume" },
    minutes: 3,
    note: "tested as its crate winterbaume-eks 0.2.0 behind `scripts/interop/launchers/winterbaume`, which routes as the server does; the whole server, built in 45 minutes, came to the same verdict on each of 283 requirements",
    start: (port) => ({ program: "winterbaume-server", args: ["--host", "127.0.0.1", "--port", String(port)] }),
    // It takes names beyond ASCII and cannot be asked to remove them again.
    exit: 5,
  },
  {
    name: "fakecloud",
    version: "0.51.0",
    install: { launcher: "fakecloud" },
    minutes: 3,
    note: "tested as its crates fakecloud-eks and fakecloud-core 0.51.0 behind `scripts/interop/launchers/fakecloud`, without the other services",
    start: (port) => ({ program: "fakecloud", args: ["--addr", `127.0.0.1:${port}`] }),
    exit: 0,
  },
  { name: "gopherstack", version: "latest", install: { go: "github.com/BlackbirdWorks/gopherstack" }, minutes: 5 },
  { name: "stackyard", version: "latest", install: { go: "github.com/StackyardCloud/stackyard" }, minutes: 5 },
];

/** In the folder of a record, instead of one: why there is none. */
export const NOT_TESTED = "not-tested.txt";

function moto(version) {
  return {
    name: "moto",
    version,
    install: { pip: `moto[server]==${version}` },
    start: (port) => ({ program: "moto_server", args: ["-H", "127.0.0.1", "-p", String(port)] }),
    exit: 0,
  };
}

/** `moto-5.1.1`: the folder of its record, and the name of its expectations file. */
export function idOf({ name, version }) {
  return `${name}-${version}`;
}

/** Those that the words name, by name or by name and version; without a word, those that need no build. */
export function chosen(words) {
  if (words.length === 0) return EMULATORS.filter(({ minutes }) => minutes === undefined);
  return words.flatMap((word) => {
    const found = EMULATORS.filter((emulator) => emulator.name === word || idOf(emulator) === word);
    if (found.length === 0)
      throw new Error(`no emulator is called ${word}; there are ${EMULATORS.map(idOf).join(", ")}`);
    return found;
  });
}
