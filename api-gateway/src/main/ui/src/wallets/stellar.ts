import { ask, atLeastOne, failed, type Found, type Page, type Wallet } from './wallet';

interface Answer {
  source?: string;
  /** So it is spelt. */
  messagedId?: number;
  isConnected?: boolean;
  publicKey?: string;
  signedTransaction?: string;
  networkDetails?: { network?: string; networkPassphrase?: string };
  /** What is wrong; older ones say it in `error`. */
  apiError?: unknown;
  error?: unknown;
}

type Ask = (type: string, more?: Record<string, string>) => Promise<Answer>;

const REQUEST = 'FREIGHTER_EXTERNAL_MSG_REQUEST';
const RESPONSE = 'FREIGHTER_EXTERNAL_MSG_RESPONSE';

/**
 * Freighter's messages, which its own library sends: the page posts them to itself, the extension reads and answers them
 * there. Where there is no extension nobody answers. Every question can be told from others by its number.
 */
export function findStellar(page: Page, found: Found): () => void {
  const open = new Map<number, (answer: Answer) => void>();
  let last = 0;
  const answered = (event: Event) => {
    const { source, data } = event as MessageEvent<Answer | null>;
    if ((source as unknown) !== page || data?.source !== RESPONSE || data.messagedId === undefined) return;
    open.get(data.messagedId)?.(data);
    open.delete(data.messagedId);
  };
  const post: Ask = (type, more = {}) =>
    new Promise((resolve) => {
      last += 1;
      open.set(last, resolve);
      (page as unknown as Window).postMessage({ source: REQUEST, messageId: last, type, ...more }, location.origin);
    });
  page.addEventListener('message', answered);
  void post('REQUEST_CONNECTION_STATUS').then(({ isConnected }) => isConnected && found(freighter(post)));
  return () => page.removeEventListener('message', answered);
}

function freighter(post: Ask): Wallet {
  const request: Ask = async (type, more) => {
    const answer = await post(type, more);
    if (answer.apiError ?? answer.error) throw answer.apiError ?? answer.error;
    return answer;
  };
  let passphrase = '';
  return {
    id: 'stellar/freighter',
    kind: 'STELLAR',
    name: 'Freighter',
    accounts: () =>
      ask(async () => {
        const { publicKey } = await request('REQUEST_ACCESS');
        const { networkDetails } = await request('REQUEST_NETWORK_DETAILS');
        passphrase = networkDetails?.networkPassphrase ?? '';
        const chain = (networkDetails?.network ?? 'public').toLowerCase();
        return atLeastOne(publicKey ? [{ address: publicKey, name: '', chain }] : [], 'no account');
      }),
    /** SEP-10: the server's envelope comes back with the account's signature added. */
    sign: ({ address }, challenge) =>
      ask(async () => {
        const { signedTransaction } = await request('SUBMIT_TRANSACTION', { transactionXdr: challenge, networkPassphrase: passphrase, accountToSign: address });
        if (!signedTransaction) throw failed('It gave no transaction back.');
        return signedTransaction;
      }),
  };
}
