/** A drey, the nest of a squirrel: woven twigs, and one leaf. */
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      strokeLinecap="round"
      strokeWidth={2.6}
      aria-hidden="true"
    >
      <g stroke="var(--d-accent)">
        <path d="M5 15c1.500 7 6 11 11 11s9.500-4 11-11" />
        <path d="M7.500 12.500c3 5.500 14 5.500 17 0" />
        <path d="M6 18.500c6 4.500 14 4.500 20 0" />
      </g>
      <path d="M16 13V9c0-3 2-5 5-5-.2 3.200-2 5-5 5" stroke="var(--d-leaf)" />
    </svg>
  );
}
