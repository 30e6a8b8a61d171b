/** A config of Jest: one test per requirement of eks-conformance. */
declare const preset: {
  readonly testEnvironment: string;
  readonly roots: readonly string[];
  readonly testMatch: readonly string[];
  readonly haste: { readonly retainAllFiles: boolean };
  readonly testPathIgnorePatterns: readonly string[];
  readonly modulePathIgnorePatterns: readonly string[];
  readonly transform: Readonly<Record<string, never>>;
};
export { preset as default };
