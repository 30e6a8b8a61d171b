import { join } from "node:path";
import { ROOT } from "#scripts/package-root.ts";

/** What an emulator is started with. */
export interface Start {
  readonly program: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

type InstalledBy = "pip" | "pip-launcher" | "npm" | "npm-launcher" | "smithy-launcher" | "launcher" | "go";

export interface Emulator {
  readonly name: string;
  readonly version: string;
  readonly install: {
    readonly by: InstalledBy;
    /** A requirement of pip, a package of npm, a Go module, or a folder below launchers/ of one of them. */
    readonly what: string;
    /** The program that pip belongs to, where not every Python 3 will do. */
    readonly python?: string;
  };
  /** For a port on loopback; absent where nobody has had it to try. */
  readonly start?: (port: number) => Start;
  /** Exit code that a run with its expectations file comes to. */
  readonly exit?: number;
  /** How long a build takes; an emulator that has it runs only when it is named. */
  readonly minutes?: number;
  /** What the record on the scoreboard is of. */
  readonly note?: string;
}

/** Emulators to be tested, each pinned. */
export const EMULATORS: readonly Emulator[] = [
  moto("5.1.1"),
  moto("5.2.5"),
  {
    name: "ministack",
    version: "1.5.33",
    install: { by: "pip", what: "ministack==1.5.33" },
    start: (port) => ({
      program: "ministack",
      env: { GATEWAY_PORT: String(port), BIND_HOST: "127.0.0.1" },
    }),
    exit: 0,
  },
  {
    name: "localemu",
    version: "1.3.2",
    install: { by: "pip", what: "localemu[runtime]==1.3.2", python: "python3.13" },
    note: "tested under Python 3.13: of older ones, which it claims to run on, a module of it does not load, and more and more requests end in a 500 after seconds",
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
    install: { by: "launcher", what: "winterbaume" },
    minutes: 3,
    note: "tested as its crate winterbaume-eks 0.2.0 behind `scripts/interop/launchers/winterbaume`, which routes like the server; the whole server, built in 45 minutes, got the same verdict on each of the 283 requirements of that day",
    start: (port) => ({ program: "winterbaume-server", args: ["--host", "127.0.0.1", "--port", String(port)] }),
    // It takes names beyond ASCII and cannot be asked to remove them again.
    exit: 5,
  },
  {
    name: "fakecloud",
    version: "0.51.0",
    install: { by: "launcher", what: "fakecloud" },
    minutes: 3,
    note: "tested as its crates fakecloud-eks and fakecloud-core 0.51.0 behind `scripts/interop/launchers/fakecloud`, without the other services",
    start: (port) => ({ program: "fakecloud", args: ["--addr", `127.0.0.1:${port}`] }),
    exit: 0,
  },
  {
    name: "gopherstack",
    version: "latest",
    install: { by: "go", what: "github.com/BlackbirdWorks/gopherstack" },
    minutes: 5,
  },
  {
    name: "stackyard",
    version: "latest",
    install: { by: "go", what: "github.com/StackyardCloud/stackyard" },
    minutes: 5,
  },
];

const DOCUMENT = join(ROOT, "spec", "openapi.yaml");

/** Frameworks, generators and mocks that serve the contract: see docs/servers-by-others.md. */
export const BY_OTHERS: readonly Emulator[] = [
  {
    name: "fastapi",
    version: "0.165.0",
    install: { by: "pip-launcher", what: "fastapi" },
    start: (port) => ({ program: "eks-conformance-fastapi", args: [String(port)] }),
    exit: 0,
  },
  {
    name: "openapi-backend",
    version: "5.21.2",
    install: { by: "npm-launcher", what: "openapi-backend" },
    start: (port) => ({ program: "eks-conformance-openapi-backend", args: [DOCUMENT, String(port)] }),
    exit: 0,
  },
  {
    name: "smithy-typescript",
    version: "0.49.1",
    install: { by: "smithy-launcher", what: "smithy-typescript" },
    start: (port) => ({ program: "eks-conformance-smithy-typescript", args: [String(port)] }),
    exit: 0,
  },
  {
    name: "prism",
    version: "5.16.0",
    install: { by: "npm", what: "@stoplight/prism-cli@5.16.0" },
    start: (port) => ({ program: "prism", args: ["mock", "-h", "127.0.0.1", "-p", String(port), DOCUMENT] }),
    // It dies of a request, and nothing can be removed any more.
    exit: 5,
  },
];

/** In the folder of a record, instead of one: why there is none. */
export const NOT_TESTED = "not-tested.txt";

function moto(version: string): Emulator {
  return {
    name: "moto",
    version,
    install: { by: "pip", what: `moto[server]==${version}` },
    start: (port) => ({ program: "moto_server", args: ["-H", "127.0.0.1", "-p", String(port)] }),
    exit: 0,
  };
}

/** `moto-5.1.1`: the folder of its record, and the name of its expectations file. */
export function idOf({ name, version }: Emulator): string {
  return `${name}-${version}`;
}

/** How it is started; throws where nobody has had it to try. */
export function startOf(emulator: Emulator, port: number): Start {
  if (emulator.start === undefined) throw new Error(`how ${idOf(emulator)} is started has not been found out`);
  return emulator.start(port);
}

/** Those that the words name, by name or by name and version; without a word, emulators that need no build. */
export function chosen(words: readonly string[]): readonly Emulator[] {
  if (words.length === 0) return EMULATORS.filter(({ minutes }) => minutes === undefined);
  const all = [...EMULATORS, ...BY_OTHERS];
  return words.flatMap((word) => all.filter((emulator) => emulator.name === word || idOf(emulator) === word));
}

/** A word that names no emulator, if there is one. */
export function unknownAmong(words: readonly string[]): string | undefined {
  return words.find((word) => chosen([word]).length === 0);
}
