import type { Label } from '../words';

export const Badge = ({ label }: { label: Label }) => (
  <span class={'badge ' + label.tone} title={label.means}>
    {label.text}
  </span>
);
