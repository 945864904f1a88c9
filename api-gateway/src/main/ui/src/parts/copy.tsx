import { useState } from 'preact/hooks';
import { announce } from './announce';
import { Icon } from './icon';

const SHOWN_MILLIS = 1_600;

/** Text to be taken along exactly; where the clipboard is refused, it is selected to be copied by hand. */
export function Copyable({ text, what, children }: { text: string; what: string; children?: string }) {
  const [copied, setCopied] = useState(false);

  async function copy(event: MouseEvent) {
    const shown = (event.currentTarget as HTMLElement).previousElementSibling;
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      announce(what + ' copied');
      setTimeout(() => setCopied(false), SHOWN_MILLIS);
    } catch {
      if (shown) getSelection()?.selectAllChildren(shown);
      announce(what + ' selected');
    }
  }

  return (
    <span class="copyable">
      <code title={text}>{children ?? text}</code>
      <button type="button" class="icon-button" aria-label={`Copy ${what.toLowerCase()}`} onClick={(event) => void copy(event)}>
        <Icon name={copied ? 'check' : 'copy'} />
      </button>
    </span>
  );
}
