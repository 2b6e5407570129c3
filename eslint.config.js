import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["static/dist/**", "target/**", "data/**", "node_modules/**", "tests/browser/**", "**/*.mjs", "eslint.config.js", "playwright.config.ts"] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "max-lines": ["error", { max: 250, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      "max-params": ["error", 5],
      "no-console": "error",
      "no-restricted-properties": [
        "error",
        { property: "innerHTML", message: "fragments of our own server go through fragment.ts" },
        { property: "outerHTML", message: "fragments of our own server go through fragment.ts" },
        { property: "insertAdjacentHTML", message: "fragments of our own server go through fragment.ts" },
      ],
      "@typescript-eslint/explicit-module-boundary-types": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ["tests/js/**/*.ts"],
    // node:test returns promises which the runner itself awaits
    rules: { "@typescript-eslint/no-floating-promises": "off", "max-lines-per-function": "off" },
  },
);
