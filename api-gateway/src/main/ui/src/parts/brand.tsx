export const Brand = () => (
  <span class="brand">
    <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="8" />
      <path d="M10 8v16M22 8v16M10 16h12" />
    </svg>
    Holdfast
  </span>
);
