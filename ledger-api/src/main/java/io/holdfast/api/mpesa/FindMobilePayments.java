package io.holdfast.api.mpesa;

/**
 * Asks the rail for everybody's mobile payments in one state, the longest waiting first; answered
 * with {@link MobilePaymentsFound}.
 */
public record FindMobilePayments(MobilePaymentState state, int limit) {}
