import { AREA_TITLES } from "#reports/model/names/level-words.ts";
import {
  aspectInWords,
  leastAlikeFirst,
  likenessSentence,
  routedInWords,
  shareInWords,
  unlikeAspects,
  withoutTwin,
} from "#reports/model/standing/likeness.ts";
import { brief, plural } from "#reports/model/text/format.ts";
import type { LikeShare } from "#suites/record/parts/likeness.ts";
import type { PageContext } from "#reports/html/parts/page-context.ts";
import { Code, hrefTo, Prose } from "#reports/html/parts/text.tsx";

/** How far the target answered as another's record did: by operation and area, and where it did not. */
export function LikenessSection({ context: { record } }: { readonly context: PageContext }) {
  const { likeness } = record;
  if (likeness === undefined) return null;
  const unlike = unlikeAspects(record);
  const without = withoutTwin(record);
  return (
    <section id="likeness" aria-labelledby="likeness-title">
      <h2 id="likeness-title">Likeness</h2>
      <p>
        <Prose text={`${likenessSentence(record) ?? ""}.`} />{" "}
        <span class="muted">
          The same cases were sent to both. Answers are compared by status, error, text, members, types, forms of
          values, headers that clients read, and pages; names, ids and times by their form. Other headers are compared,
          too, and make no answer unlike.{without === undefined ? "" : ` ${without}.`}
        </span>
      </p>
      <div class="likeness">
        <Shares name="aspect" rows={likeness.aspects.map((each) => ({ ...each, of: aspectInWords(each) }))} />
        <Shares
          name="operation"
          rows={likeness.operations.map((each) => ({ ...each, of: routedInWords(each.operation) }))}
        />
        <Shares name="area" rows={likeness.areas.map((each) => ({ ...each, of: AREA_TITLES[each.area] }))} />
      </div>
      {unlike.length > 0 && (
        <div class="scroll" tabIndex={0} role="region" aria-label="Where answers differ">
          <table class="differences">
            <thead>
              <tr>
                <th scope="col">Where they differ</th>
                <th scope="col">The other target</th>
                <th scope="col">This target</th>
              </tr>
            </thead>
            <tbody>
              {unlike.map(({ requirement, example }) => (
                <tr>
                  <th scope="row">
                    <a href={hrefTo(requirement.id)}>
                      <Code text={requirement.id} />
                    </a>{" "}
                    <span class="muted">in {plural(requirement.counts.info + requirement.counts.fail, "answer")}</span>
                  </th>
                  <td data-label="the other target">
                    <Code text={brief(example.judgement.expected, 200)} />
                  </td>
                  <td data-label="this target">
                    <Code text={brief(example.judgement.received, 200)} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Shares({
  name,
  rows,
}: {
  readonly name: string;
  readonly rows: readonly (LikeShare & { readonly of: string })[];
}) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{name}</th>
          <th scope="col">answers alike</th>
        </tr>
      </thead>
      <tbody>
        {leastAlikeFirst(rows).map((row) => (
          <tr>
            <th scope="row">{row.of}</th>
            <td>{shareInWords(row)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
