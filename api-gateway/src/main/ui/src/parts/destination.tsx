import { Copyable } from './copy';

/** What stands in the place of a destination where tokens are made and nothing is paid out. */
const MINT = 'mint';

/** Where a withdrawal goes. */
export function Destination({ text }: { text: string }) {
  return text === MINT ? <>nowhere: new tokens are made</> : <Copyable text={text} what="Address" />;
}
