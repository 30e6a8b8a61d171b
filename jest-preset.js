/**
 * Jest preset of the package: `{ "preset": "eks-conformance" }` gives one test per requirement against the endpoint in
 * AWS_ENDPOINT_URL_EKS. The compiled suite is plain ES modules, so Jest is started with --experimental-vm-modules.
 */
export default {
  testEnvironment: "node",
  rootDir: import.meta.dirname,
  roots: [import.meta.dirname],
  testMatch: ["<rootDir>/dist/cli/jest/conformance.test.js"],
  testPathIgnorePatterns: [],
  modulePathIgnorePatterns: [],
  transform: {},
};
