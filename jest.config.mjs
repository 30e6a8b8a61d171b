/** Runs the TypeScript sources as ES modules; the CLI and package tests run what `npm run build` left in dist/. */
export default {
  testEnvironment: "node",
  testMatch: ["<rootDir>/tests/**/*.test.ts", "<rootDir>/tests/**/*.test.tsx"],
  testPathIgnorePatterns: ["<rootDir>/tests/long/"],
  globalSetup: "<rootDir>/tests/helpers/say-what-is-missing.ts",
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
  testTimeout: 180_000,
};
