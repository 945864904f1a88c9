package io.holdfast.api.query;

/** A row of a read model, as the log stood at its index. */
public sealed interface View
    permits AccountView,
        DepositRequestView,
        DepositView,
        JournalLineView,
        OrderView,
        ParkedView,
        PersonView,
        ProductView,
        RailView,
        ReconciliationCaseView,
        ReconciliationView,
        ReplayView,
        SessionView,
        SignInView,
        WalletView,
        WithdrawalView {
  /** What it is the state of: a later view with the same key replaces this one. */
  String key();

  /** The index of the last event that changed it. */
  long logIndex();
}
