/** The mark: two strands woven at right angles, buyer and seller. */
export function Logo({ size = 32 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" className="shrink-0">
      <rect width="32" height="32" rx="8" fill="#146864" />
      <g fill="none" strokeWidth="3.4" strokeLinecap="round">
        <path d="M7 11.5h9a4.5 4.5 0 0 1 4.5 4.5v9" stroke="#fff" />
        <path d="M25 20.5h-9a4.5 4.5 0 0 1-4.5-4.5V7" stroke="#FFC933" />
      </g>
    </svg>
  );
}
