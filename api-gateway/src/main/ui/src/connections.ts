import type { Live } from './net/live';
import { Observable } from './observable';
import type { WalletView } from './views';

/**
 * What networks say of one's own wallets, by wallet, while somebody looks. The stream tells all of them
 * whenever it begins, so there is no first page and no cursor to keep.
 */
export class Connections {
  readonly byWallet = new Observable<ReadonlyMap<string, WalletView>>(new Map());

  constructor(private readonly live: Live) {}

  look(): () => void {
    return this.live.watch<WalletView>('view.wallets', {}, 0, ({ view }) => {
      this.byWallet.set(new Map(this.byWallet.value).set(view.walletId, view));
    });
  }
}
