package io.holdfast.gateway.sandbox;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.sandbox.SandboxCommand;
import io.holdfast.api.sandbox.SandboxCommand.Output;
import io.holdfast.api.sandbox.SandboxCommand.SandboxAutoMine;
import io.holdfast.api.sandbox.SandboxCommand.SandboxMine;
import io.holdfast.api.sandbox.SandboxCommand.SandboxPay;
import io.holdfast.api.sandbox.SandboxCommand.SandboxReorganise;
import io.holdfast.api.sandbox.SandboxCommand.SandboxStall;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Commands;
import io.holdfast.gateway.bus.Fields;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The world outside, as far as the sandbox plays it. Not there where there is no sandbox. */
@RestController
@RequestMapping("/api/sandbox/{rail}")
@ConditionalOnProperty(name = "holdfast.sandbox.enabled", havingValue = "true")
@Tag(name = "Sandbox", description = "Pay, mine, reorganise and stall the simulated chain.")
class SandboxController {
  private static final Pattern AMOUNT = Pattern.compile("[1-9][0-9]{0,15}");
  private static final int MAX_OUTPUTS = 50;
  private static final int MAX_BLOCKS = 100;
  private static final int MAX_INTERVAL_SECONDS = 3600;

  private final Commands commands;

  SandboxController(Commands commands) {
    this.commands = commands;
  }

  /** One transaction of somebody outside. */
  record Payment(
      @Nullable List<PaymentOutput> outputs,
      @Schema(description = "An unmined transaction that this one replaces (RBF).")
          @Nullable String replaces) {}

  /** An address, and minor units. */
  record PaymentOutput(
      @Schema(example = "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080") @Nullable String address,
      @Schema(example = "1500000") @Nullable String amount,
      @Schema(description = "On a rail with several assets, the one that is paid.")
          @Nullable String asset) {}

  /** How many to mine, 1 to 100. */
  record Blocks(@Schema(example = "1") @Nullable Integer count) {}

  /** How many of the newest blocks lose their place, 1 to 100. */
  record Reorganisation(
      @Schema(example = "2") @Nullable Integer depthBlocks, @Nullable Boolean dropTransactions) {}

  /** Whether the node answers nothing any more. */
  record Stall(@Nullable Boolean stalled) {}

  /** Seconds between blocks that are mined by themselves; 0 turns that off. */
  record AutoMine(@Schema(example = "10") @Nullable Integer intervalSeconds) {}

  /** The transaction that pays. */
  record Paid(String transaction) {}

  /** The height of the chain afterwards. */
  record Height(long height) {}

  @PostMapping("/payments")
  @Operation(
      summary = "Somebody outside pays",
      description = "Errors: UNKNOWN_RAIL, ADDRESS_MALFORMED, AMOUNT_MALFORMED, MALFORMED_REQUEST.")
  Mono<Paid> pay(Ask ask, @PathVariable String rail, @RequestBody Payment request) {
    List<Output> outputs = outputs(request.outputs());
    String replaces = request.replaces() == null ? null : Fields.transaction(request.replaces());
    return answer(ask, new SandboxPay(Fields.rail(rail), outputs, replaces), String.class)
        .map(Paid::new);
  }

  @PostMapping("/blocks")
  @Operation(summary = "Mine blocks", description = "Errors: UNKNOWN_RAIL, MALFORMED_REQUEST.")
  Mono<Height> mine(Ask ask, @PathVariable String rail, @RequestBody Blocks request) {
    int count = within("count", request.count(), 1, MAX_BLOCKS);
    return answer(ask, new SandboxMine(Fields.rail(rail), count), Number.class)
        .map(height -> new Height(height.longValue()));
  }

  @PostMapping("/reorganisations")
  @Operation(
      summary = "Take blocks away and mine one more than were taken",
      description = "Errors: FORBIDDEN, UNKNOWN_RAIL, MALFORMED_REQUEST.")
  Mono<Height> reorganise(Ask ask, @PathVariable String rail, @RequestBody Reorganisation request) {
    int depth = within("depthBlocks", request.depthBlocks(), 1, MAX_BLOCKS);
    boolean drop = Boolean.TRUE.equals(request.dropTransactions());
    return answer(ask, new SandboxReorganise(Fields.rail(rail), depth, drop), Number.class)
        .map(height -> new Height(height.longValue()));
  }

  @PostMapping("/stalls")
  @Operation(
      summary = "Let the node hang, or go on",
      description = "Errors: FORBIDDEN, UNKNOWN_RAIL, MALFORMED_REQUEST.")
  Mono<Stall> stall(Ask ask, @PathVariable String rail, @RequestBody Stall request) {
    if (request.stalled() == null) {
      throw malformed("stalled is true or false.");
    }
    return commands
        .send(ask, new SandboxStall(Fields.rail(rail), request.stalled()))
        .thenReturn(request);
  }

  @PostMapping("/automine")
  @Operation(summary = "Mine by itself", description = "Errors: UNKNOWN_RAIL, MALFORMED_REQUEST.")
  Mono<AutoMine> autoMine(Ask ask, @PathVariable String rail, @RequestBody AutoMine request) {
    int seconds = within("intervalSeconds", request.intervalSeconds(), 0, MAX_INTERVAL_SECONDS);
    return commands.send(ask, new SandboxAutoMine(Fields.rail(rail), seconds)).thenReturn(request);
  }

  private <T> Mono<T> answer(Ask ask, SandboxCommand command, Class<T> form) {
    return commands.send(ask, command).map(done -> form.cast(done.result()));
  }

  private static List<Output> outputs(@Nullable List<PaymentOutput> outputs) {
    if (outputs == null
        || outputs.isEmpty()
        || outputs.size() > MAX_OUTPUTS
        || outputs.contains(null)) {
      throw malformed("A payment has 1 to " + MAX_OUTPUTS + " outputs.");
    }
    return outputs.stream()
        .map(
            output ->
                new Output(
                    Fields.address(output.address()), amount(output.amount()), output.asset()))
        .toList();
  }

  private static String amount(@Nullable String amount) {
    if (amount == null || !AMOUNT.matcher(amount).matches()) {
      throw new Rejection(
          ErrorCode.AMOUNT_MALFORMED, "An amount is a string of decimal digits, in minor units.");
    }
    return amount;
  }

  private static int within(String field, @Nullable Integer value, int from, int to) {
    if (value == null || value < from || value > to) {
      throw malformed(field + " is " + from + " to " + to + ".");
    }
    return value;
  }

  private static Rejection malformed(String reason) {
    return new Rejection(ErrorCode.MALFORMED_REQUEST, reason);
  }
}
