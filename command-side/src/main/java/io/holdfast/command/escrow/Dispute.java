package io.holdfast.command.escrow;

import io.holdfast.api.escrow.DisputeReason;
import java.util.HashSet;
import java.util.Set;

/**
 * What the sides have said.
 *
 * @param afterShipping whether there was anything to be received when it began
 */
public record Dispute(
    String openedBy,
    DisputeReason reason,
    boolean afterShipping,
    Set<String> ofBuyer,
    Set<String> ofSeller) {
  public Dispute {
    ofBuyer = Set.copyOf(ofBuyer);
    ofSeller = Set.copyOf(ofSeller);
  }

  Set<String> evidence(boolean buyer) {
    return buyer ? ofBuyer : ofSeller;
  }

  Dispute with(String cid, boolean buyer) {
    Set<String> more = new HashSet<>(evidence(buyer));
    more.add(cid);
    return new Dispute(
        openedBy, reason, afterShipping, buyer ? more : ofBuyer, buyer ? ofSeller : more);
  }
}
