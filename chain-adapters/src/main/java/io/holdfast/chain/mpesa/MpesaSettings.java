package io.holdfast.chain.mpesa;

import io.holdfast.chain.mpesa.daraja.DarajaAccount;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code holdfast.rails.mpesa.*}. Prints no secret. In the sandbox only the times are used: M-Pesa
 * is ours there, and all else is made at start.
 *
 * @param url Daraja's, for example {@code https://api.safaricom.co.ke}
 * @param consumerKey of our application at Daraja
 * @param consumerSecret of the same
 * @param passkey of the short code
 * @param shortCode our business number
 * @param partyB who is paid, where it is not the short code: a till
 * @param transactionType PAYBILL or TILL
 * @param callbackUrl where M-Pesa reaches this program's doors: https, without a path
 * @param callbackSecret a part of the address that M-Pesa is given: whoever has it may tell us of
 *     payments
 * @param callbackAddresses from where M-Pesa calls back: addresses, or networks as {@code
 *     196.201.214.0/24}
 * @param readTimeoutMillis after which Daraja's answer is no longer waited for
 * @param firstLookMillis Daraja is asked what came of it so long after the phone, then after twice
 *     as long, and so on
 * @param longestLookMillis but at least so often
 * @param askedForHours for so long, from the beginning; after that only a callback leads to a
 *     question
 * @param pushesPerHour so often in an hour a phone is asked for orders of one buyer
 */
@Validated
@ConfigurationProperties("holdfast.rails.mpesa")
public record MpesaSettings(
    @DefaultValue("false") boolean enabled,
    @Nullable URI url,
    @Nullable String consumerKey,
    @Nullable String consumerSecret,
    @Nullable String passkey,
    @Nullable @Pattern(regexp = "[0-9]{5,7}") String shortCode,
    @Nullable @Pattern(regexp = "[0-9]{5,9}") String partyB,
    @DefaultValue("PAYBILL") @NotNull DarajaAccount.TransactionType transactionType,
    @Nullable URI callbackUrl,
    @Nullable @Pattern(regexp = "[A-Za-z0-9_-]{32,128}") String callbackSecret,
    @DefaultValue({
          "196.201.214.200",
          "196.201.214.206",
          "196.201.213.114",
          "196.201.214.207",
          "196.201.214.208",
          "196.201.213.44",
          "196.201.212.127",
          "196.201.212.138",
          "196.201.212.129",
          "196.201.212.136",
          "196.201.212.74",
          "196.201.212.69"
        })
        @Size(min = 1, max = 100)
        List<@Pattern(regexp = AddressList.FORM, message = AddressList.FORM_IN_WORDS) String>
            callbackAddresses,
    @DefaultValue("15000") @Min(100) @Max(120_000) long readTimeoutMillis,
    @DefaultValue("5000") @Min(10) @Max(600_000) long firstLookMillis,
    @DefaultValue("3600000") @Min(10) @Max(86_400_000) long longestLookMillis,
    @DefaultValue("48") @Min(1) @Max(720) int askedForHours,
    @DefaultValue("10") @Min(1) @Max(1_000_000) int pushesPerHour) {

  @AssertTrue(message = "callback-url is https and has no path, query or user")
  boolean isCallbackUrlFit() {
    return callbackUrl == null
        || ("https".equals(callbackUrl.getScheme())
            && callbackUrl.getHost() != null
            && callbackUrl.getUserInfo() == null
            && callbackUrl.getQuery() == null
            && (callbackUrl.getPath().isEmpty() || callbackUrl.getPath().equals("/")));
  }

  /** Whether all is there by which Daraja is reached, and reaches us. */
  boolean isComplete() {
    return url != null
        && consumerKey != null
        && consumerSecret != null
        && passkey != null
        && shortCode != null
        && callbackUrl != null
        && callbackSecret != null;
  }

  DarajaAccount account() {
    String number = Objects.requireNonNull(shortCode);
    return new DarajaAccount(
        Objects.requireNonNull(url),
        Objects.requireNonNull(consumerKey),
        Objects.requireNonNull(consumerSecret),
        Objects.requireNonNull(passkey),
        number,
        partyB == null ? number : partyB,
        transactionType,
        readTimeout());
  }

  Duration readTimeout() {
    return Duration.ofMillis(readTimeoutMillis);
  }

  LookPlan lookPlan() {
    return new LookPlan(
        Duration.ofMillis(firstLookMillis),
        Duration.ofMillis(longestLookMillis),
        Duration.ofHours(askedForHours));
  }

  @Override
  public String toString() {
    return "MpesaSettings[" + shortCode + "]";
  }
}
