import { useEffect, useState } from 'preact/hooks';
import { get } from './net/api';
import { may } from './session';

/** How a rail gets on, as `/api/integration/status` tells those who operate it. */
export interface RailStatus {
  rail: string;
  trouble: string | null;
  finalHeight: number;
  headHeight: number;
  lagBlocks: number;
  lagSeconds: number;
  heardSecondsAgo: number | null;
  parked: number;
  openPayouts: number;
  blocksPerSecond: number;
}

const INTERVAL_MILLIS = 5_000;

/** Of every rail by its name, renewed while it is looked at; empty for those who may not ask. */
export function useRailStatus(): Map<string, RailStatus> {
  const [status, setStatus] = useState(new Map<string, RailStatus>());
  useEffect(() => {
    if (!may.seeAll()) return;
    const look = () =>
      get<{ rails: RailStatus[] }>('/api/integration/status').then(
        ({ body }) => setStatus(new Map(body.rails.map((rail) => [rail.rail, rail]))),
        () => setStatus(new Map()),
      );
    void look();
    const timer = setInterval(() => void look(), INTERVAL_MILLIS);
    return () => clearInterval(timer);
  }, []);
  return status;
}
