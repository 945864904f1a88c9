/** Outlines of 24 by 24, drawn with the text's own colour. They only accompany words. */
const PATHS = {
  overview: 'M4 13h6V4H4zM14 20h6V4h-6zM4 20h6v-3H4z',
  deposit: 'M12 4v11m0 0 4.5-4.5M12 15l-4.5-4.5M4 20h16',
  withdraw: 'M12 15V4m0 0 4.5 4.5M12 4 7.5 8.5M4 20h16',
  transfer: 'M4 8h15m0 0-4-4m4 4-4 4M20 16H5m0 0 4 4m-4-4 4-4',
  journal: 'M6 3h12v18H6zM9.5 8h5M9.5 12h5M9.5 16h3',
  approve: 'M12 3l7 3v5c0 4.5-3 8-7 10-4-2-7-5.5-7-10V6zM9 11.5l2.2 2.2L15.5 9.5',
  order: 'M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8',
  product: 'M4 4h8l8 8-8 8-8-8zM8.5 8.5v.2',
  dispute: 'M4 5h11v7H8l-4 3zM18 9h2.5v10l-3.5-2.5H9.5V15',
  webhook: 'M4 12h10m0 0-4-4m4 4-4 4M14 5h6v14h-6',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
  rail: 'M8 3v18M16 3v18M8 7h8M8 12h8M8 17h8',
  balance: 'M12 4v16M7 20h10M4 8h16M4 8l-2.5 6h5zM20 8l-2.5 6h5z',
  parked: 'M5 4h14v16H5zM10 16V8h3a2.5 2.5 0 0 1 0 5h-3',
  replay: 'M4 12a8 8 0 1 0 2.5-5.8M4 4v5h5',
  sandbox: 'M9 3h6M10 3v6l-5 9a2 2 0 0 0 1.8 3h10.4a2 2 0 0 0 1.8-3l-5-9V3M7.5 15h9',
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6 6 18',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  alert: 'M12 4 2.5 20h19zM12 10v4.5M12 17.3v.2',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M19 5l-1.4 1.4M6.4 17.6 5 19',
  moon: 'M20 14.5A8 8 0 0 1 9.5 4a8 8 0 1 0 10.5 10.5z',
  user: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4.5 20.5c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5',
  people: 'M9 12a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M2.5 19.5c.8-3.4 3.4-4.8 6.5-4.8s5.7 1.4 6.5 4.8M15.5 5.3a3.5 3.5 0 0 1 0 6.4M18 14.9c1.8.7 3 2.2 3.5 4.6',
  wallet: 'M4 7h14a2 2 0 0 1 2 2v9H6a2 2 0 0 1-2-2zM4 7V6a2 2 0 0 1 2-2h10v3M16.5 12.5v.2',
  chevron: 'M9 5l7 7-7 7',
};

export type IconName = keyof typeof PATHS;

export const Icon = ({ name }: { name: IconName }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={PATHS[name]} />
  </svg>
);
