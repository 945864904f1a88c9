package io.holdfast.api.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A withdrawal. Detail says why, where it was rejected or failed. */
public record WithdrawalView(
    String withdrawalId,
    String accountId,
    String ownerId,
    String rail,
    String asset,
    String amount,
    String fee,
    String destination,
    String state,
    String requestedBy,
    int approvalsNeeded,
    List<String> approvers,
    @Nullable String transaction,
    @Nullable String chainFee,
    long confirmations,
    int finalityDepthBlocks,
    @Nullable Long height,
    @Nullable String detail,
    long requestedAtMillis,
    long logIndex)
    implements View {
  @Override
  public String key() {
    return withdrawalId;
  }
}
