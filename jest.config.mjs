// What the tests start proves by this key that it wrote a journal, and makes none in anybody's home.
process.env["EKS_CONFORMANCE_KEY"] ??= "the key of the tests, that no home folder keeps";

/**
 * Runs the TypeScript sources as ES modules; the CLI and package tests run what `npm run build` left in dist/. Jest's own
 * runner (jest.long.config.mjs, stryker.config.mjs) can run them as well, in twice the time.
 */
export default {
  // Two processes take all files, and a module is loaded and warmed up once in each; no test has a time limit there.
  runner: "<rootDir>/tests/helpers/typescript/runner.mjs",
  setupFiles: ["<rootDir>/tests/helpers/typescript/typescript.mjs"],
  testMatch: ["<rootDir>/tests/**/*.test.ts", "<rootDir>/tests/**/*.test.tsx"],
  // What takes whole runs or processes is jest.whole.config.mjs's, what takes minutes jest.long.config.mjs's.
  testPathIgnorePatterns: ["<rootDir>/tests/long/", "\\.whole\\.test\\.tsx?$"],
  // For Jest's own runner: imports by name lead to the sources, as the hooks of the light one say.
  testEnvironmentOptions: { customExportConditions: ["node", "node-addons", "source"] },
  globalSetup: "<rootDir>/tests/helpers/needs/say-what-is-missing.ts",
  // From here on for Jest's own runner, and for globalSetup.
  extensionsToTreatAsEsm: [".ts", ".tsx"],
  transform: {
    "^.+\\.tsx?$": [
      "@swc/jest",
      {
        jsc: {
          target: "es2023",
          parser: { syntax: "typescript", tsx: true },
          transform: { react: { runtime: "automatic", importSource: "preact" } },
        },
        module: { type: "es6" },
      },
    ],
  },
  modulePathIgnorePatterns: ["<rootDir>/dist/"],
  // Jest leaves one core alone, which of two would be half of them.
  maxWorkers: "100%",
};
