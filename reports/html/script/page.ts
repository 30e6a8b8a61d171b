import { plural } from "#reports/model/text/format.ts";
import { matchesFields, matchesText, parseQuery, toggleTerm, type Searchable } from "./search-terms.ts";

/** A requirement on the page with its cases, as the filter sees them. */
interface PageRow extends Searchable {
  readonly element: HTMLElement;
  readonly cases: readonly (Pick<Searchable, "text"> & { readonly element: HTMLElement })[];
}

/** Runs in the page, before its body is parsed: the theme must stand before the first paint. */
export function startPage(): void {
  restoreTheme();
  document.addEventListener("DOMContentLoaded", () => {
    startTheme();
    startCopying();
    startFolding();
    startFiltering();
    startPrinting();
  });
}

/** The look that the reader chose before, and the sign that a script runs. */
export function restoreTheme(): void {
  const root = document.documentElement;
  root.classList.add("js");
  const stored = readStored("eks-conformance-theme");
  if (stored === "dark" || stored === "light") root.dataset["theme"] = stored;
}

/** Storage can be forbidden, on file:// above all: then nothing is remembered. */
export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function startTheme(): void {
  const root = document.documentElement;
  document.querySelector(".theme")?.addEventListener("click", () => {
    const dark = root.dataset["theme"] ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    const next = dark === "dark" ? "light" : "dark";
    root.dataset["theme"] = next;
    try {
      localStorage.setItem("eks-conformance-theme", next);
    } catch {
      return;
    }
  });
}

/** The list of sections stands in front of the page: whatever else is clicked, a link of it too, and Escape fold it. */
export function startFolding(): void {
  const folded = document.querySelector<HTMLDetailsElement>(".folded");
  if (folded === null) return;
  document.addEventListener("click", ({ target }) => {
    if ((target as Element).closest(".folded > summary") === null) folded.open = false;
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") folded.open = false;
  });
}

/** Copy buttons appear where a reader has opened something: thousands of them up front would slow the page down. */
export function startCopying(): void {
  const equip = (within: ParentNode) => {
    for (const block of within.querySelectorAll<HTMLElement>(".command:not(:has(.copy))")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.textContent = "Copy";
      const text = decodeURIComponent(block.dataset["copy"] ?? encodeURIComponent(block.textContent));
      button.addEventListener("click", () => {
        copyText(text).then(
          () => (button.textContent = "Copied"),
          () => (button.textContent = "Press Ctrl+C"),
        );
      });
      block.append(button);
    }
  };
  document.addEventListener("toggle", (event) => equip(event.target as HTMLElement), true);
  for (const open of document.querySelectorAll<HTMLElement>("details.requirement[open]")) equip(open);
}

/** The clipboard API is missing outside secure contexts: a selected text area does there. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    if (!copied) throw new Error("copy refused");
  }
}

/** A printed report tells of all causes, and has a line of each requirement; evidence fills hundreds of sheets, and whoever wants some opens it before. */
export function startPrinting(): void {
  let opened: HTMLDetailsElement[] = [];
  addEventListener("beforeprint", () => {
    opened = [
      ...document.querySelectorAll<HTMLDetailsElement>(".more:not([open]), .cause:not([open]), .area:not([open])"),
    ];
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
}

export function collectRows(): PageRow[] {
  const lazily = (element: Element) => {
    let text: string | undefined;
    return () => (text ??= element.textContent.toLowerCase());
  };
  return [...document.querySelectorAll<HTMLElement>(".requirement")].map((element) => {
    const cases = [...element.querySelectorAll<HTMLElement>(".case")];
    const lower = Object.entries(element.dataset).map(([name, value]) => [name, (value ?? "").toLowerCase()]);
    const own = [...element.querySelectorAll(":scope > :not(.body), :scope > .body > :not(.case)")];
    return {
      element,
      fields: Object.fromEntries(lower) as Record<string, string>,
      text: () =>
        own
          .map((part) => part.textContent)
          .join(" ")
          .toLowerCase(),
      cases: cases.map((one) => ({ element: one, text: lazily(one) })),
    };
  });
}

/** Search box, filter buttons, matrix links and the address all hold one query. */
export function startFiltering(): void {
  const input = document.querySelector<HTMLInputElement>("#search");
  if (input === null) return;
  // Collected for the first search: a page of thousands opens sooner.
  let rows: PageRow[] | undefined;
  const apply = (query: string, remember: boolean) => {
    input.value = query;
    if (rows === undefined && query === "") tellFound(document.querySelectorAll(".requirement").length);
    else filterRows((rows ??= collectRows()), query);
    for (const button of document.querySelectorAll<HTMLElement>("[data-term]")) {
      const pressed = query
        .toLowerCase()
        .split(/\s+/)
        .includes(button.dataset["term"] ?? "");
      button.setAttribute("aria-pressed", String(pressed));
    }
    if (remember) remembered({ query });
  };
  input.addEventListener("input", () => apply(input.value, true));
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    const toggle = target.closest<HTMLElement>("[data-term]")?.dataset["term"];
    const jump = target.closest<HTMLElement>("[data-query]")?.dataset["query"];
    if (toggle !== undefined) apply(toggleTerm(input.value, toggle), true);
    if (jump !== undefined) {
      event.preventDefault();
      location.hash = `?q=${encodeURIComponent(jump)}`;
    }
    if (target.closest("[data-clear]") !== null) apply("", true);
    const cause = target.closest<HTMLElement>(".cause > summary")?.parentElement;
    // It opens after the click.
    if (cause instanceof HTMLDetailsElement)
      remembered({ query: input.value, cause: cause.open ? undefined : cause.id });
  });
  const follow = () => followAddress(apply);
  addEventListener("hashchange", follow);
  startKeyboard(input, () => apply("", true));
  follow();
  // Once more when all is loaded: the browser goes to the fragment by itself and takes the focus with it.
  if (location.hash !== "") addEventListener("load", follow);
}

/** The address has the query and the cause that was opened last, so that a reload or a link shows the same. */
export function remembered({ query, cause }: { readonly query: string; readonly cause?: string | undefined }): void {
  const at = cause === undefined ? "" : `&at=${encodeURIComponent(cause)}`;
  const hash = query === "" ? encodeURIComponent(cause ?? "requirements") : `?q=${encodeURIComponent(query)}${at}`;
  history.replaceState(null, "", `#${hash}`);
}

export function filterRows(rows: readonly PageRow[], query: string): void {
  const terms = parseQuery(query);
  let found = 0;
  for (const row of rows) {
    const own = matchesText(terms, row);
    const hits = row.cases.map((one) => own || matchesText(terms, one));
    const visible = matchesFields(terms, row) && (own || hits.includes(true));
    row.element.hidden = !visible;
    if (visible) found += 1;
    row.cases.forEach(({ element }, index) => (element.hidden = visible && hits[index] === false));
  }
  for (const group of document.querySelectorAll<HTMLElement>(".area, .group")) {
    group.hidden = group.querySelector(".requirement:not([hidden])") === null;
  }
  unfoldAreas(terms.length > 0);
  tellFound(rows.length, terms.length === 0 ? undefined : found);
  const empty = document.querySelector<HTMLElement>(".empty");
  if (empty !== null) empty.hidden = found > 0;
}

/** How many of how many a search finds; without one, how many there are. */
function tellFound(all: number, found?: number): void {
  const told = document.querySelector<HTMLElement>(".found");
  if (told === null) return;
  told.textContent = found === undefined ? plural(all, told.dataset["noun"] ?? "requirement") : `${found} of ${all}`;
}

/** A search shows what it finds; without one the areas are as the reader left them. */
function unfoldAreas(searching: boolean): void {
  for (const area of document.querySelectorAll<HTMLDetailsElement>("details.area")) {
    if (searching && !area.open) area.dataset["unfolded"] = "";
    if (searching) area.open = true;
    else if (area.dataset["unfolded"] !== undefined) area.open = false;
    if (!searching) delete area.dataset["unfolded"];
  }
}

/** `#?q=…` is a search, with `at` the cause that is open; anything else names an element to open, were it deep inside closed ones or filtered out. */
export function followAddress(apply: (query: string, remember: boolean) => void): void {
  const hash = location.hash.slice(1);
  if (hash.startsWith("?")) {
    const search = new URLSearchParams(hash);
    apply(search.get("q") ?? "", false);
    const cause = document.getElementById(search.get("at") ?? "");
    if (cause === null) document.getElementById("requirements")?.scrollIntoView();
    else reveal(cause);
    return;
  }
  const element = document.getElementById(hash) ?? document.getElementById(decodeHash(hash));
  if (element === null) return apply("", false);
  if (element.closest("[hidden]") !== null) apply("", false);
  reveal(element);
}

function reveal(element: HTMLElement): void {
  for (let details = element.closest("details"); details !== null;) {
    details.open = true;
    details = details.parentElement?.closest("details") ?? null;
  }
  // What a link to a folded section names stands inside of it, below its line.
  const shown = element.parentElement instanceof HTMLDetailsElement ? element.parentElement : element;
  shown.scrollIntoView();
  shown.querySelector<HTMLElement>(":scope > summary")?.focus({ preventScroll: true });
}

/** The hash as typed where it is no percent-encoding. */
export function decodeHash(hash: string): string {
  try {
    return decodeURIComponent(hash);
  } catch {
    return hash;
  }
}

/** `/` searches, j and k or the arrows walk through the rows, Escape clears; Enter opens by itself. */
export function startKeyboard(input: HTMLInputElement, clear: () => void): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target === input;
    if (event.key === "Escape") {
      clear();
      input.blur();
    } else if (event.key === "/" && !typing) {
      event.preventDefault();
      input.focus();
      input.select();
    } else if (event.key === "ArrowDown" || (event.key === "j" && !typing)) moveFocus(event, 1, typing);
    else if (event.key === "ArrowUp" || (event.key === "k" && !typing)) moveFocus(event, -1, typing);
  });
}

/** Arrows keep scrolling the page until a row or the search box has the focus. */
export function moveFocus(event: KeyboardEvent, step: number, typing: boolean): void {
  const rows = [
    ...document.querySelectorAll<HTMLElement>(
      ".cause > summary, .area > summary, .requirement > summary, .case > summary",
    ),
  ];
  const open = rows.filter((row) => row.checkVisibility({ contentVisibilityAuto: false }));
  const at = open.indexOf(document.activeElement as HTMLElement);
  if (at < 0 && event.key.startsWith("Arrow") && !typing) return;
  const next = open[at < 0 ? (step > 0 ? 0 : open.length - 1) : at + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
