/** Drawn, since not every font has one. */
export function Arrow() {
  return (
    <svg class="icon" viewBox="0 0 16 16" role="img" aria-label="then">
      <path d="M2 8h11M9 4l4 4-4 4" />
    </svg>
  );
}
