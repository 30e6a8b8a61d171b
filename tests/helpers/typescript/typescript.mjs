import { register } from "node:module";

// Named in jest.config.mjs, and so loaded before the first test: from now on `import` takes TypeScript.
process.setSourceMapsEnabled(true);
register("./typescript-hooks.mjs", import.meta.url);

// A process whose Jest has ended waits for nothing that a test left behind.
process.on("disconnect", () => process.exit());
