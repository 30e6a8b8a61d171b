/** Who may import whom, values and types alike; `*` at the end of an entry means types only. See ARCHITECTURE.md. */
const ROOMS = {
  spec: [],
  disk: [],
  generators: ["spec"],
  protocol: ["spec"],
  endpoint: ["spec", "protocol"],
  custody: ["disk", "spec", "protocol", "endpoint"],
  suites: ["spec", "generators", "protocol", "endpoint", "custody"],
  reports: [
    "spec*",
    "spec/json",
    "spec/prose",
    "spec/kept-per-object",
    "protocol/shell",
    "protocol/answers",
    "protocol/headers",
    "protocol/decoded",
    "protocol/dot-segments",
    "protocol/exchange",
    "protocol/methods",
    "protocol/signing/broken-signatures",
    "suites/record",
  ],
  reference: ["spec*", "protocol/stray-request"],
  cli: ["disk", "spec", "generators", "protocol", "endpoint", "custody", "suites", "reports", "reference"],
  scripts: ["disk", "spec", "generators", "protocol", "endpoint", "custody", "suites", "reports", "reference", "cli"],
};

/** Packages, and Node's modules, that a room does without: sockets, files and the process belong elsewhere. */
const FORBIDDEN = {
  disk: "undici|fast-check|ajv|@smithy/.*|@aws-sdk/.*|commander|preact.*|net|https?|process",
  spec: "undici|fast-check|@smithy/.*|@aws-sdk/.*|commander|preact.*",
  generators: "undici|@smithy/.*|@aws-sdk/.*|commander|preact.*|fs|net|https?",
  protocol: "undici|fast-check|ajv|@smithy/.*|@aws-sdk/.*|commander|preact.*|fs|net|https?|process",
  endpoint: "fast-check|ajv|commander|preact.*",
  custody: "undici|fast-check|ajv|@smithy/.*|@aws-sdk/.*|commander|preact.*|net|https?",
  suites: "undici|@smithy/.*|@aws-sdk/.*|commander|preact.*|fs|net|https?|process",
  reports: "undici|fast-check|ajv|@smithy/.*|@aws-sdk/.*|commander|fs|net|https?|process",
  reference: "undici|fast-check|ajv|@smithy/.*|@aws-sdk/.*|commander|preact.*",
};

const ALL = Object.keys(ROOMS);

function order(room) {
  const values = ROOMS[room].filter((other) => !other.endsWith("*"));
  const types = ROOMS[room].map((other) => other.replace("*", ""));
  const outside = (allowed) => `^(?!(${[room, ...allowed].join("|")})(/|\\.ts$))(${ALL.join("|")})/`;
  const comment = `${room}/ may import ${ROOMS[room].join(", ") || "nothing of ours"}`;
  return [
    { name: `${room}-imports`, comment, severity: "error", from: { path: `^${room}/` }, to: { path: outside(types) } },
    {
      name: `${room}-imports-values`,
      comment,
      severity: "error",
      from: { path: `^${room}/` },
      to: { path: outside(values), dependencyTypesNot: ["type-only"] },
    },
  ];
}

function packages([room, names]) {
  return {
    name: `${room}-packages`,
    severity: "error",
    from: { path: `^${room}/` },
    to: { path: `^(node_modules/)?(${names})(/|$)`, dependencyTypes: ["npm", "core"] },
  };
}

/** @type {import("dependency-cruiser").IConfiguration} */
const configuration = {
  forbidden: [
    // Those of types too: tsPreCompilationDeps below has imports seen before the compiler drops them.
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "engine-imports",
      comment: "what both suites share knows neither; suite-options.ts has the types of what either is given",
      severity: "error",
      from: { path: "^suites/(?!registration/|service/|run/suite-options)" },
      to: { path: "^suites/(registration|service)/" },
    },
    {
      name: "service-imports",
      comment: "a service is judged without what is special to registered clusters",
      severity: "error",
      from: { path: "^suites/service/" },
      to: { path: "^(suites/oracles/(clusters|registration)|spec/registration|custody/registering)/" },
    },
    {
      name: "suites-apart",
      severity: "error",
      comment: "what holds of any service knows nothing of one kind of resource",
      from: { path: "^suites/service/" },
      to: { path: "^suites/registration/" },
    },
    {
      name: "record-imports",
      comment: "suites/record/ is what reports may import, and knows nothing of runs",
      severity: "error",
      from: { path: "^suites/record/" },
      to: { path: "^suites/(?!record/)" },
    },
    ...ALL.flatMap(order),
    ...Object.entries(FORBIDDEN).map(packages),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".mjs", ".js"],
      conditionNames: ["source", "import", "node", "default"],
    },
  },
};

// dependency-cruiser reads the default export.
export { configuration as default };
