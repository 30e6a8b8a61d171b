import { createRunner } from "jest-light-runner";

/**
 * Through what a process asks for Jest's settings before its first test, and is told. jest-light-runner lends all processes
 * one channel, which forgets everybody once it has answered anybody: a process that starts late would wait for ever.
 */
function channelOf(workerData) {
  let tell;
  return {
    onMessage: (listener) => {
      tell = listener;
    },
    postMessage: (message) => {
      if (message === "jest-light-runner-get-worker-data") tell({ type: "jest-light-runner-worker-data", workerData });
    },
  };
}

/** jest-light-runner, but each file has a channel of its own. */
export default class LightRunner extends createRunner({ runtime: "child_process" }) {
  _runTest(test) {
    const { config: projectConfig } = test.context;
    const started = this._testRunners.get(projectConfig);
    // The first file starts the processes, and has the channel to itself; one process needs none.
    if (started === undefined || this._runtime !== "child_process") return super._runTest(test);
    const workerData = { globalConfig: this._globalConfig, projectConfig, runtime: this._runtime };
    return started.pool.run(test.path, { channel: channelOf(workerData) });
  }
}
