/** What a SEP-7 payment link names: the account to pay, and the memo that says for whom. */
export function memoOf(link: string): { account: string; memo: string } | null {
  const prefix = 'web+stellar:pay?';
  if (!link.startsWith(prefix)) return null;
  const parameters = new URLSearchParams(link.slice(prefix.length));
  const account = parameters.get('destination');
  const memo = parameters.get('memo');
  return account && memo && parameters.get('memo_type') === 'MEMO_ID' ? { account, memo } : null;
}
