import type { BodyEvidence, Evidence } from "../../../suites/record/kept-evidence.ts";
import type { Difference } from "../../../suites/record/record.ts";
import { byteSize, duration, head, instant } from "../../model/text/format.ts";
import { layoutJson, type Piece } from "../parts/json-layout.ts";
import { Visible } from "../parts/text.tsx";

/** UTF-16 units of one body, and of all headers of one message, that a page shows. */
const SHOWN = 4096;
const PARSED = 65_536;

interface MessageProps {
  readonly title: string;
  readonly startLine: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: BodyEvidence | undefined;
  readonly differences: readonly Difference[];
}

interface ExchangeProps {
  readonly evidence: Evidence;
  readonly differences: readonly Difference[];
}

/** One attempt, request beside response, as close to the wire as a reader can use. */
export function Exchange({ evidence, differences }: ExchangeProps) {
  const { request, response, failure } = evidence;
  return (
    <div class="exchange">
      <p class="when">
        attempt {evidence.attempt} · {instant(evidence.startedAt)} · {duration(evidence.durationMs)}
      </p>
      <Message
        title="Request"
        startLine={`${request.method} ${request.path}`}
        headers={request.headers}
        body={request.body}
        differences={[]}
      />
      {response !== undefined && (
        <Message
          title="Response"
          startLine={`HTTP ${response.status}`}
          headers={response.headers}
          body={response.body}
          differences={differences}
        />
      )}
      {failure !== undefined && <Failure failure={failure} />}
    </div>
  );
}

function Failure({ failure: { kind, message } }: { readonly failure: NonNullable<Evidence["failure"]> }) {
  return (
    <div class="message">
      <h4>No response</h4>
      <pre>
        <code>
          <b>{kind}</b> <Visible text={head(message, SHOWN)} />
        </code>
      </pre>
    </div>
  );
}

/** Headers that say what a body is, and what an error is called. */
const TELLING_HEADERS: ReadonlySet<string> = new Set(["content-type", "x-amzn-errortype"]);
/** UTF-16 units of a body in a brief exchange. */
const BRIEF = 1200;

/** Request beside answer, as far as it takes to see what is wrong: no more headers than tell of the bodies. */
export function BriefExchange({ evidence, differences }: ExchangeProps) {
  const { request, response, failure } = evidence;
  const telling = (headers: MessageProps["headers"]) =>
    headers.filter(([name, value]) => TELLING_HEADERS.has(name.toLowerCase()) && value.length < BRIEF);
  return (
    <div class="exchange brief">
      <Message
        title="Request"
        startLine={`${request.method} ${head(request.path, BRIEF)}`}
        headers={request.body === undefined ? [] : telling(request.headers)}
        body={shortBody(request.body)}
        differences={[]}
      />
      {response !== undefined && (
        <Message
          title="Answer"
          startLine={`HTTP ${response.status}`}
          headers={telling(response.headers)}
          body={shortBody(response.body)}
          differences={differences}
        />
      )}
      {failure !== undefined && <Failure failure={failure} />}
    </div>
  );
}

function shortBody(body: BodyEvidence | undefined): BodyEvidence | undefined {
  if (body === undefined || Math.max(body.text?.length ?? 0, body.base64?.length ?? 0) <= BRIEF) return body;
  const { text, base64 } = body;
  return {
    ...body,
    text: text === undefined ? undefined : head(text, BRIEF),
    base64: base64 === undefined ? undefined : base64.slice(0, BRIEF),
    truncated: true,
  };
}

function Message({ title, startLine, headers, body, differences }: MessageProps) {
  const marked = new Set(differences.map(({ at }) => at.toLowerCase()));
  const shownHeaders = withinBudget(headers);
  return (
    <div class="message">
      <h4>{title}</h4>
      <pre>
        <code>
          <b>
            <Visible text={head(startLine, SHOWN)} />
          </b>
          {shownHeaders.map(([name, value]) => {
            const line = (
              <>
                <span class="h">
                  <Visible text={name} />:
                </span>{" "}
                <Visible text={value} />
              </>
            );
            return (
              <>
                {"\n"}
                {marked.has(name.toLowerCase()) ? <mark>{line}</mark> : line}
              </>
            );
          })}
          {shownHeaders.length < headers.length && (
            <Cut text={`${headers.length - shownHeaders.length} more headers`} />
          )}
          {body !== undefined && body.bytes > 0 && (
            <>
              {"\n\n"}
              <Body body={body} pointers={differences.map(({ at }) => at)} />
            </>
          )}
        </code>
      </pre>
    </div>
  );
}

function withinBudget(headers: MessageProps["headers"]): MessageProps["headers"] {
  let left = SHOWN;
  return headers.filter(([name, value]) => (left -= name.length + value.length) >= 0);
}

function Body({ body, pointers }: { readonly body: BodyEvidence; readonly pointers: readonly string[] }) {
  if (body.text === undefined) return <Binary body={body} />;
  const text = body.text;
  const pieces = text.length <= PARSED && !body.truncated ? layoutJson(text, pointers) : undefined;
  if (pieces !== undefined) return <Pieces pieces={pieces} bytes={body.bytes} />;
  const shown = head(text, SHOWN);
  return (
    <>
      <Visible text={shown} />
      {(shown.length < text.length || body.truncated) && <CutBody shown={shown.length} body={body} />}
    </>
  );
}

function Pieces({ pieces, bytes }: { readonly pieces: readonly Piece[]; readonly bytes: number }) {
  let left = SHOWN;
  const shown: Piece[] = [];
  for (const piece of pieces) {
    if (left <= 0) break;
    shown.push({ ...piece, text: head(piece.text, left) });
    left -= piece.text.length;
  }
  return (
    <>
      {shown.map(({ text, role, marked }) => {
        const inner =
          role === "plain" || role === "string" ? (
            <Visible text={text} />
          ) : (
            <span class={role}>
              <Visible text={text} />
            </span>
          );
        return marked ? <mark>{inner}</mark> : inner;
      })}
      {left < 0 && <Cut text={`cut here; ${byteSize(bytes)} in all`} />}
    </>
  );
}

function Binary({ body }: { readonly body: BodyEvidence }) {
  const base64 = body.base64 ?? "";
  const shown = head(base64, SHOWN);
  return (
    <>
      <span class="h">not UTF-8, shown as base64:</span>
      {"\n"}
      <Visible text={shown} />
      {(shown.length < base64.length || body.truncated) && <CutBody shown={shown.length} body={body} />}
    </>
  );
}

function CutBody({ shown, body }: { readonly shown: number; readonly body: BodyEvidence }) {
  return (
    <Cut text={`cut after ${byteSize(shown)}; ${byteSize(body.bytes)}${body.truncated ? " or more" : ""} in all`} />
  );
}

function Cut({ text }: { readonly text: string }) {
  return <span class="cut">{`\n✂ ${text}`}</span>;
}
