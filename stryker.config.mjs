import jest from "./jest.config.mjs";

/** Breaks the code that judges, one expression at a time: a break that no unit test notices is a hole in the tests. */
export default {
  testRunner: "jest",
  testRunnerNodeArgs: ["--experimental-vm-modules", "--no-warnings"],
  coverageAnalysis: "perTest",
  mutate: [
    "suites/oracles/**/*.ts",
    "suites/record/verdicts/{exit-code,outcome,tally,verdict}.ts",
    "protocol/{answers/error-identity,signing/sigv4,signing/canonical-request}.ts",
    "endpoint/pacing/retry.ts",
    "endpoint/signing/signing.ts",
  ],
  jest: {
    // Only tests of those files, and no process or socket: each mutant runs those that reach it.
    config: {
      ...jest,
      runner: "jest-runner",
      setupFiles: [],
      testMatch: [
        "<rootDir>/tests/suites/oracles/**/*.test.ts",
        "<rootDir>/tests/suites/record/verdicts/{exit-code,outcome,tally,verdict}.test.ts",
        "<rootDir>/tests/protocol/{*,answers/*,signing/*,values/*}.test.ts",
        "<rootDir>/tests/endpoint/pacing/retry.test.ts",
        "<rootDir>/tests/endpoint/signing/*.test.ts",
      ],
      testTimeout: 30_000,
    },
    enableFindRelatedTests: true,
  },
  // The sources need no build to be tested, and nothing else of the folder is needed beside them.
  ignorePatterns: ["dist", "conformance-results", "docs", "cli", "reports", "*.tgz"],
  reporters: ["clear-text", "progress-append-only"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportScoreTable: true },
  tempDirName: ".stryker-tmp",
  thresholds: { high: 95, low: 90, break: 90 },
  timeoutMS: 10_000,
  // Jest never lets go of ES modules that it has loaded: a runner that went on would fill its heap and crawl.
  maxTestRunnerReuse: 20,
};
