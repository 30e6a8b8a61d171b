/** How many of how many, in figures and as a bar. */
export function ShareMeter({ word, seen, of }: { readonly word: string; readonly seen: number; readonly of: number }) {
  const share = of === 0 ? 0 : (seen / of) * 100;
  return (
    <div class="meter">
      <b>{word}</b>
      <span class="figure">{seen}</span> of {of}
      <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
        <rect class="s-observed" width={share} height="1" />
      </svg>
    </div>
  );
}
