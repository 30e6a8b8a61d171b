import jest from "./jest.config.mjs";

/** Tests that take whole runs, processes or thousands of drawn inputs: each file some seconds. */
export default {
  ...jest,
  testMatch: ["<rootDir>/tests/**/*.whole.test.ts", "<rootDir>/tests/**/*.whole.test.tsx"],
  testPathIgnorePatterns: [],
};
