import js from "@eslint/js";
import tseslint from "typescript-eslint";

/** DESIGN's import table: what each folder may take values from, and what only as types. */
const FOLDERS = {
  spec: { values: [], types: [] },
  generators: { values: ["spec"], types: ["spec"] },
  target: { values: ["spec"], types: ["spec"] },
  suites: { values: ["spec", "generators"], types: ["spec", "generators", "target"] },
  reports: { values: ["suites/record", "suites/verdict"], types: ["suites", "spec"] },
  reference: { values: [], types: ["spec"] },
};
const ALL = ["spec", "generators", "target", "suites", "reports", "reference", "cli", "tests"];
const PACKAGES = {
  spec: ["undici", "fast-check", "@smithy/*", "@aws-sdk/*", "commander", "preact*"],
  generators: ["undici", "@smithy/*", "@aws-sdk/*", "commander", "preact*", "node:fs*", "node:net", "node:http"],
  target: ["fast-check", "ajv*", "commander", "preact*"],
  suites: [
    "undici",
    "@smithy/*",
    "@aws-sdk/*",
    "commander",
    "preact*",
    "node:fs*",
    "node:net",
    "node:http*",
    "node:process",
  ],
  reports: ["undici", "fast-check", "ajv*", "@smithy/*", "@aws-sdk/*", "commander", "node:*"],
  reference: ["undici", "fast-check", "ajv*", "@smithy/*", "@aws-sdk/*", "commander", "preact*"],
};

function boundary(folder) {
  const { values, types } = FOLDERS[folder];
  const patterns = [];
  for (const other of ALL) {
    if (other === folder) continue;
    const valuesAllowed = values.filter((name) => name === other || name.startsWith(`${other}/`));
    if (valuesAllowed.includes(other)) continue;
    const group = [`**/${other}/**`, ...valuesAllowed.map((name) => `!**/${name}.ts`)];
    patterns.push({
      group,
      allowTypeImports: types.includes(other),
      message: `${folder}/ may not import from ${other}/ (see ARCHITECTURE.md, import table).`,
    });
  }
  patterns.push({ group: PACKAGES[folder], message: `${folder}/ may not use this package (see ARCHITECTURE.md).` });
  return {
    files: [`${folder}/**/*.ts`, `${folder}/**/*.tsx`],
    rules: { "@typescript-eslint/no-restricted-imports": ["error", { patterns }] },
  };
}

export default tseslint.config(
  { ignores: ["dist/", "node_modules/", "conformance-results/", "coverage/", ".stryker-tmp/"] },
  js.configs.recommended,
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [...tseslint.configs.strict],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "no-restricted-syntax": [
        "error",
        { selector: "ExportDefaultDeclaration", message: "Named exports only." },
        { selector: "ExportAllDeclaration", message: "No barrels." },
        { selector: "TSEnumDeclaration", message: "Use a union of string literals." },
      ],
      eqeqeq: ["error", "always"],
    },
  },
  {
    files: ["**/*.mjs"],
    languageOptions: {
      globals: {
        process: "readonly",
        console: "readonly",
        URL: "readonly",
        fetch: "readonly",
        AbortSignal: "readonly",
        setTimeout: "readonly",
        clearTimeout: "readonly",
        Buffer: "readonly",
        performance: "readonly",
      },
    },
  },
  ...Object.keys(FOLDERS).map(boundary),
);
