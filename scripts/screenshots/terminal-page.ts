/** What SGR parameters (ECMA-48, 8.3.117) the suite's output has, as CSS; 0, 22 and 39 end what is before them. */
const STYLES: Readonly<Record<string, string>> = {
  "1": "font-weight: bold",
  "2": "color: #8b949e",
  "31": "color: #ff7b72",
  "32": "color: #7ee787",
  "33": "color: #e3b341",
};
const ESCAPE = "\u001b";
const SGR = new RegExp(`${ESCAPE}\\[([\\d;]*)m`);

/** A terminal of 80 columns as a page: the command after a prompt, and its output with its colours. */
export function terminalPage(command: string, output: string): string {
  const lines = `${styled("1", `$ ${command}`)}\n${coloured(output.trimEnd())}`;
  return `<!doctype html><meta charset="utf-8"><title>${escaped(command)}</title><style>${STYLE}</style><pre>${lines}</pre>`;
}

const STYLE = `
  body { margin: 0; background: #0d1117; }
  pre {
    box-sizing: content-box; width: 80ch; margin: 0; padding: 16px; color: #e6edf3;
    font: 12px/1.35 "DejaVu Sans Mono", Menlo, Consolas, "Liberation Mono", monospace;
    white-space: pre-wrap; overflow-wrap: anywhere; word-break: break-all;
  }
`;

/** The suite never nests styles, so that each ends the one before. */
function coloured(output: string): string {
  const [plain = "", ...rest] = output.split(SGR);
  const styledParts = rest.flatMap((part, at) => (at % 2 === 0 ? [styled(part, rest[at + 1] ?? "")] : []));
  return escaped(plain) + styledParts.join("");
}

function styled(parameter: string, text: string): string {
  const style = STYLES[parameter];
  return style === undefined || text === "" ? escaped(text) : `<span style="${style}">${escaped(text)}</span>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
