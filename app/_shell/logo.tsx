/** A candidate region seen through a loupe: a few bright spots of unlike size in a ring. */
export function Logo() {
  return (
    <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">
      <circle cx="16" cy="16" r="13.5" fill="none" stroke="var(--mc-accent)" strokeWidth="2.5" />
      <g fill="var(--mc-accent)">
        <circle cx="13" cy="12" r="2.6" />
        <circle cx="20" cy="14.5" r="1.7" />
        <circle cx="15" cy="19.5" r="1.9" />
        <circle cx="20.5" cy="20.5" r="1.2" />
        <circle cx="10.2" cy="17.4" r="1.1" />
      </g>
    </svg>
  );
}
