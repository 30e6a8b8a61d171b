import js from "@eslint/js";
import tseslint from "typescript-eslint";

const FORBIDDEN_SYNTAX = [
  { selector: "ExportDefaultDeclaration", message: "Named exports only." },
  { selector: "ExportAllDeclaration", message: "No barrels." },
  { selector: "TSEnumDeclaration", message: "Use a union of string literals." },
];

const BY_DISK = "Only disk/ writes: nothing of ours goes through a link.";
/** What reads, or works on an open file; a rename and lutimes follow no link. */
const READING = [
  ...["accessSync", "existsSync", "lstatSync", "statSync", "realpathSync", "readdirSync", "readFileSync", "readSync"],
  ...["closeSync", "constants", "fstatSync", "fsyncSync", "lutimesSync", "renameSync"],
];
const WRITING = [
  ...["node:fs", "fs"].map((name) => ({ name, allowImportNames: READING, message: BY_DISK })),
  ...["node:fs/promises", "fs/promises"].map((name) => ({ name, message: BY_DISK })),
];

/** package.json's `imports` has the names. */
const BY_NAME = { regex: "^\\.\\./(?!.*dist/)", message: "By name (#spec/json/plain-text.ts), but within a folder." };

export default tseslint.config(
  {
    ignores: [
      "dist/",
      "node_modules/",
      "conformance-results/",
      "coverage/",
      ".stryker-tmp/",
      "reports/html/script/bundle.js",
      "reports/html/script/live-bundle.js",
    ],
  },
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
      "no-restricted-syntax": ["error", ...FORBIDDEN_SYNTAX],
      // A value from outside may have members called toString: plainText makes text of it.
      "@typescript-eslint/no-base-to-string": ["error", { checkUnknown: true }],
      "@typescript-eslint/restrict-plus-operands": "error",
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowAny: false, allowBoolean: true, allowNullish: true, allowNumber: true, allowNever: true },
      ],
      "@typescript-eslint/require-array-sort-compare": ["error", { ignoreStringArrays: true }],
      eqeqeq: ["error", "always"],
    },
  },
  {
    files: ["**/*.ts", "**/*.tsx"],
    rules: { "no-restricted-imports": ["error", { patterns: [BY_NAME] }] },
  },
  {
    files: ["{spec,generators,protocol,endpoint,custody,suites,reports,reference,cli}/**/*.{ts,tsx}"],
    rules: { "no-restricted-imports": ["error", { paths: WRITING, patterns: [BY_NAME] }] },
  },
  {
    files: ["tests/**/*.ts", "tests/**/*.tsx"],
    rules: {
      "@typescript-eslint/no-base-to-string": "off",
      "@typescript-eslint/restrict-plus-operands": "off",
      "@typescript-eslint/restrict-template-expressions": "off",
      "@typescript-eslint/require-array-sort-compare": "off",
      "no-restricted-syntax": [
        "error",
        ...FORBIDDEN_SYNTAX,
        {
          selector:
            'CallExpression[callee.property.name=/^(toEqual|toStrictEqual|toMatchObject)$/] > MemberExpression > CallExpression[callee.name="expect"] > :matches(ArrayExpression[elements.length>=2], ObjectExpression[properties.length>=2]):not(:has(> SpreadElement))',
          message: "One assertion a fact, or toMatchObject on the value that has them all.",
        },
      ],
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
);
