package io.holdfast.api.query;

/**
 * What an account has of one asset, in minor units as decimal digits; available is posted less
 * held.
 */
public record Balance(String asset, String posted, String held, String available) {}
