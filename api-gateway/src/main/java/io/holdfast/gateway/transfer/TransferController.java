package io.holdfast.gateway.transfer;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.journal.EntryId;
import io.holdfast.api.journal.EntryKind;
import io.holdfast.api.journal.JournalEntry;
import io.holdfast.api.journal.PostEntry;
import io.holdfast.api.journal.Posting;
import io.holdfast.api.money.Assets;
import io.holdfast.api.money.Money;
import io.holdfast.gateway.account.OwnAccounts;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Commands;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Moves value between accounts of this ledger. */
@RestController
@Tag(name = "Transfers", description = "Value moves between accounts, at once and for nothing.")
class TransferController {
  private final Commands commands;
  private final OwnAccounts own;
  private final Assets assets;

  TransferController(Commands commands, OwnAccounts own, Assets assets) {
    this.commands = commands;
    this.own = own;
    this.assets = assets;
  }

  /** From an account of one's own to any. */
  record Transfer(
      @Schema(example = "account:alice-main") @Nullable String fromAccountId,
      @Schema(example = "account:bob-main") @Nullable String toAccountId,
      @Schema(example = "BTC") @Nullable String asset,
      @Schema(example = "250000", description = "Whole minor units.") @Nullable String amount) {}

  /** The journal entry that moved it. */
  record Transferred(String entryId) {}

  @PostMapping("/api/transfers")
  @Operation(
      summary = "Move an amount to another account",
      description =
          "Errors: UNKNOWN_ASSET, AMOUNT_MALFORMED, AMOUNT_NOT_POSITIVE, AMOUNT_TOO_PRECISE,"
              + " AMOUNT_TOO_LARGE, ENTRY_UNBALANCED (both accounts are the same), MALFORMED_ID,"
              + " NOT_FOUND, FORBIDDEN, INSUFFICIENT_FUNDS.")
  Mono<ResponseEntity<Transferred>> transfer(Ask ask, @RequestBody Transfer request) {
    EntryId id = new EntryId(ask.newId(EntryId.PREFIX));
    PostEntry wish = new PostEntry(entry(id, request));
    return own.require(ask, request.fromAccountId())
        .then(commands.send(ask, wish))
        .map(
            done ->
                Answers.at(HttpStatus.CREATED, done.logIndex()).body(new Transferred(id.value())));
  }

  private JournalEntry entry(EntryId id, Transfer request) {
    Money amount = Money.positive(assets.require(request.asset()), request.amount());
    AccountId from = OwnAccounts.guarded(request.fromAccountId());
    AccountId to = OwnAccounts.guarded(request.toAccountId());
    List<Posting> postings = List.of(new Posting(from, amount.negated()), new Posting(to, amount));
    return new JournalEntry(id, EntryKind.TRANSFER, postings, id.value());
  }
}
