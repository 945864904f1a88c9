import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { theme } from '../theme';

const HEIGHT = 180;

interface Props {
  /** Seconds since 1970, ascending. */
  times: number[];
  /** For the eye only: exact figures stand in the table beside the chart. */
  values: number[];
  label: string;
}

const token = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name);

/** A stepped line: a balance holds until the next posting. Colours are asked for at each drawing. */
export function Chart({ times, values, label }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);

  useEffect(() => {
    const element = host.current!;
    const axis = { stroke: () => token('--ink-2'), grid: { stroke: () => token('--line'), width: 1 }, ticks: { show: false } };
    const stepped = uPlot.paths.stepped!({ align: 1 });
    const chart = new uPlot(
      {
        width: element.clientWidth,
        height: HEIGHT,
        legend: { show: false },
        cursor: { y: false, drag: { x: false, y: false } },
        scales: { y: { range: (_, min, max) => [Math.min(0, min), Math.max(0, max) * 1.1] } },
        axes: [{ ...axis, space: 110 }, { ...axis, size: 64 }],
        series: [{}, { label, stroke: () => token('--accent'), fill: () => token('--accent-soft'), width: 2, paths: stepped, points: { show: false } }],
      },
      [[], []],
      element,
    );
    plot.current = chart;
    const resized = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height: HEIGHT }));
    resized.observe(element);
    const unsubscribe = theme.subscribe(() => chart.redraw());
    return () => {
      unsubscribe();
      resized.disconnect();
      chart.destroy();
    };
  }, [label]);

  useEffect(() => plot.current?.setData([times, values]), [times, values, label]);

  return <div class="chart" ref={host} role="img" aria-label={label} />;
}
