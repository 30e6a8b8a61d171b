import jest from "./jest.config.mjs";

/**
 * Breaks the code that judges, and the code that owns and removes, one expression at a time: a break that no unit test
 * notices is a hole in the tests.
 */
export default {
  testRunner: "jest",
  testRunnerNodeArgs: ["--experimental-vm-modules", "--no-warnings"],
  coverageAnalysis: "perTest",
  mutate: [
    "suites/oracles/**/*.ts",
    "suites/record/verdicts/{exit-code,outcome,tally,verdict}.ts",
    "protocol/{answers/error-identity,signing/sigv4,signing/canonical-request}.ts",
    "endpoint/{pacing/*,signing/signer}.ts",
    "custody/{journal,ownership,removing,sweeping}/**/*.ts",
    "suites/run/{rounds,limits}/**/*.ts",
    "suites/service/judging/**/*.ts",
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
        "<rootDir>/tests/endpoint/{pacing,signing}/*.test.ts",
        "<rootDir>/tests/custody/**/!(*.whole).test.ts",
        "<rootDir>/tests/suites/run/**/!(*.whole).test.ts",
        "<rootDir>/tests/suites/service/**/!(*.whole).test.ts",
      ],
      testTimeout: 120_000,
    },
    enableFindRelatedTests: true,
  },
  // The sources need no build to be tested, and nothing else of the folder is needed beside them.
  ignorePatterns: ["dist", "conformance-results", "docs", "*.tgz"],
  reporters: ["clear-text", "progress-append-only"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportScoreTable: true },
  tempDirName: ".stryker-tmp",
  thresholds: { high: 95, low: 90, break: 90 },
  timeoutMS: 10_000,
  // The first run takes all tests, in one process each core.
  dryRunTimeoutMinutes: 30,
  // Jest never lets go of ES modules that it has loaded: a runner that went on would fill its heap and crawl.
  maxTestRunnerReuse: 20,
};
