package io.holdfast.chain.mpesa;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.mpesa.MobilePaymentId;
import io.holdfast.api.mpesa.TakeMobileCallback;
import io.holdfast.chain.mpesa.daraja.StkCallback;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what is told of payments. It counts nothing: it is kept, and M-Pesa is asked. Not taken is
 * what does not know the secret, comes from elsewhere, names no payment that M-Pesa was asked for,
 * calls it otherwise than M-Pesa did, or cannot be read; each is told the same.
 */
public final class CallbackDesk {
  private static final Logger LOG = LoggerFactory.getLogger(CallbackDesk.class);

  private final CallbackAddress address;
  private final AddressList sources;
  private final MobilePaymentStore store;
  private final Runnable wake;
  private final Clock clock;

  CallbackDesk(
      CallbackAddress address,
      AddressList sources,
      MobilePaymentStore store,
      Runnable wake,
      Clock clock) {
    this.address = address;
    this.sources = sources;
    this.store = store;
    this.wake = wake;
    this.clock = clock;
  }

  /**
   * @throws Rejection NOT_FOUND
   */
  @CommandHandler
  public void handle(TakeMobileCallback callback) {
    if (!address.isSecret(callback.secret())) {
      throw refused("without the secret", callback);
    }
    if (!sources.contains(callback.source())) {
      throw refused("from an address that is not M-Pesa's", callback);
    }
    switch (store.take(payment(callback), told(callback), clock.millis())) {
      case NEWS -> wake.run();
      case KNOWN -> {}
      case STRANGE -> throw refused("about a payment that was not asked for so", callback);
    }
  }

  private static MobilePaymentId payment(TakeMobileCallback callback) {
    try {
      return new MobilePaymentId(MobilePaymentId.PREFIX + callback.payment());
    } catch (Rejection e) {
      throw refused("about no payment", callback);
    }
  }

  private static StkCallback told(TakeMobileCallback callback) {
    try {
      return StkCallback.read(callback.body().getBytes(UTF_8));
    } catch (Rejection e) {
      throw refused("that cannot be read", callback);
    }
  }

  /** Neither its path nor its body goes to the log: both may say what is nobody's business. */
  private static Rejection refused(String why, TakeMobileCallback callback) {
    LOG.warn("refused a callback {}, from {}", why, callback.source());
    return new Rejection(ErrorCode.NOT_FOUND, "There is nothing here.");
  }
}
