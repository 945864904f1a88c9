package io.holdfast.api.mpesa;

import io.holdfast.api.query.Scope;

/**
 * Asks the rail for one mobile payment; answered with {@link MobilePaymentFound}.
 *
 * @param scope whose payments may be read: a buyer's own, or everybody's
 */
public record FindMobilePayment(Scope scope, MobilePaymentId mobilePaymentId) {}
