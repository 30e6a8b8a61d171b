import js from "@eslint/js";
import tseslint from "typescript-eslint";

const FORBIDDEN_SYNTAX = [
  { selector: "ExportDefaultDeclaration", message: "Named exports only." },
  { selector: "ExportAllDeclaration", message: "No barrels." },
  { selector: "TSEnumDeclaration", message: "Use a union of string literals." },
];

export default tseslint.config(
  {
    ignores: [
      "dist/",
      "node_modules/",
      "conformance-results/",
      "coverage/",
      ".stryker-tmp/",
      "reports/html/script/bundle.js",
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
      eqeqeq: ["error", "always"],
    },
  },
  {
    files: ["tests/**/*.ts", "tests/**/*.tsx"],
    rules: {
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
