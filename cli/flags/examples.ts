/** What help without a command shows at its end. */
export const FIRST_STEPS = [
  "eks-conformance run                     the suite, at its own server",
  "eks-conformance run --endpoint-url URL  then against yours",
  "eks-conformance run --help              the flags of a command",
];

/** What help shows at its end, by command. */
export const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  run: [
    "eks-conformance run --endpoint-url http://localhost:4566",
    "eks-conformance run --command 'moto_server -p {port}' --quiet",
    "eks-conformance run --select 'register.name.*' --json | jq .outcome",
    "eks-conformance run --aws --region us-west-2 --sandbox-account ID",
  ],
  plan: ["eks-conformance plan --aws --region us-west-2", "eks-conformance plan --kind aws --json | jq .cost"],
  list: ["eks-conformance list --level must", "eks-conformance list --select 'list.*' --json"],
  replay: ["eks-conformance replay results/run.json --case idempotency/replay"],
  proxy: [
    "eks-conformance proxy --endpoint-url http://localhost:4566 --ui",
    "eks-conformance proxy --endpoint-url http://localhost:4566 -- pytest",
    "eks-conformance proxy --mutate 50 --min-score 60 -- pytest",
    "eks-conformance proxy --variants -- npm test",
  ],
  judge: ["eks-conformance judge recording.har", "eks-conformance judge recording.har --spec eks --format json,har"],
  sweep: ["eks-conformance sweep --journal conformance-results/journal.ndjson"],
  report: [
    "eks-conformance report conformance-results/events.ndjson",
    "eks-conformance report monday.json tuesday.json --site public",
  ],
  diff: [
    "eks-conformance diff before/run.json after/run.json",
    "eks-conformance diff before/run.json after/run.json --html diff.html",
  ],
  observe: ["eks-conformance observe results --source OWNER/NAME#7 > new.yaml"],
  "iam-policy": ["eks-conformance iam-policy --sandbox-account ID --region us-west-2"],
  serve: [
    "eks-conformance serve --port 4567",
    "eks-conformance serve --spec eks",
    "eks-conformance serve --fault list-misses-newest-cluster",
  ],
  selftest: ["eks-conformance selftest --fault 'list-*'"],
  completion: [
    "source <(eks-conformance completion bash)",
    "eks-conformance completion zsh > ~/.zfunc/_eks-conformance",
    "eks-conformance completion fish | source",
  ],
};
