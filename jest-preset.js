/**
 * Jest preset of the package: `{ "preset": "eks-conformance" }` gives one test per requirement against the endpoint in
 * AWS_ENDPOINT_URL_EKS. The compiled suite is plain ES modules, so Jest is started with --experimental-vm-modules.
 */
export default {
  testEnvironment: "node",
  roots: [import.meta.dirname],
  testMatch: ["**/dist/cli/test-frameworks/jest.test.js"],
  // The package lies in node_modules, which Jest would leave out of its map of files.
  haste: { retainAllFiles: true },
  testPathIgnorePatterns: [],
  modulePathIgnorePatterns: [],
  transform: {},
};
