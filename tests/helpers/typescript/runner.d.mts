export interface Channel {
  onMessage(listener: (message: unknown) => void): void;
  postMessage(message: unknown): void;
}

export interface Started {
  readonly pool: { run(path: string, options: { readonly channel: Channel }): unknown };
}

export interface OneTest {
  readonly path: string;
  readonly context: { readonly config: object };
}

export default class LightRunner {
  constructor(globalConfig: { readonly maxWorkers: number });
  readonly _testRunners: Map<object, Started>;
  _runTest(test: OneTest): unknown;
}
