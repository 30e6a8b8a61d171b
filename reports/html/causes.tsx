import { brief, plural } from "../model/format.ts";
import { rootCauses, type RootCause, type Witness } from "../model/root-causes.ts";
import { LevelTag } from "./chip.tsx";
import type { PageContext } from "./page-context.ts";
import { Code, hrefTo, Prose } from "./text.tsx";

const CAUSES_SHOWN = 8;
const WITNESSES_SHOWN = 5;

/** What failed, each fault once: one line of expected against received, then the requirements it breaks. */
export function Causes({ context }: { readonly context: PageContext }) {
  const causes = rootCauses(context.record);
  if (causes.length === 0) return null;
  const rest = causes.slice(CAUSES_SHOWN);
  return (
    <section id="causes" aria-labelledby="causes-title">
      <h2 id="causes-title">
        What failed <span class="count">{plural(causes.length, "distinct fault")}</span>
      </h2>
      <CauseList causes={causes.slice(0, CAUSES_SHOWN)} context={context} />
      {rest.length > 0 && (
        <details class="more">
          <summary>{plural(rest.length, "more fault")}</summary>
          <CauseList causes={rest} context={context} />
        </details>
      )}
    </section>
  );
}

function CauseList({ causes, context }: { readonly causes: readonly RootCause[]; readonly context: PageContext }) {
  return (
    <ol class="causes">
      {causes.map((cause) => (
        <Cause cause={cause} context={context} />
      ))}
    </ol>
  );
}

function Cause({ cause, context }: { readonly cause: RootCause; readonly context: PageContext }) {
  const example = cause.witnesses.find((witness) => witness.example !== undefined)?.example;
  const rest = cause.witnesses.slice(WITNESSES_SHOWN);
  return (
    <li>
      <div class="fault">
        <dl>
          {example !== undefined && (
            <>
              <dt>sent</dt>
              <dd>
                <Prose text={brief(example.summary, 400)} />
              </dd>
            </>
          )}
          <dt>expected</dt>
          <dd>
            <Code text={brief(cause.expected, 600)} />
          </dd>
          <dt>received</dt>
          <dd class="v-fail">
            <Code text={brief(cause.received, 600)} />
          </dd>
        </dl>
        <span class="count">{plural(cause.witnesses.length, "requirement")}</span>
      </div>
      <Witnesses witnesses={cause.witnesses.slice(0, WITNESSES_SHOWN)} context={context} />
      {rest.length > 0 && (
        <details>
          <summary>{plural(rest.length, "more requirement")}</summary>
          <Witnesses witnesses={rest} context={context} />
        </details>
      )}
    </li>
  );
}

function Witnesses({ witnesses, context }: { readonly witnesses: readonly Witness[]; readonly context: PageContext }) {
  return (
    <ul class="witnesses">
      {witnesses.map(({ requirement, example }) => {
        const anchor = example === undefined ? requirement.id : (context.anchors.get(example) ?? requirement.id);
        return (
          <li>
            <LevelTag level={requirement.level} />
            <a href={hrefTo(anchor)}>
              <Prose text={requirement.title} />
            </a>
            <Code text={requirement.id} />
          </li>
        );
      })}
    </ul>
  );
}
