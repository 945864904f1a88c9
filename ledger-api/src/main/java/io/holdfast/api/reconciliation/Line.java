package io.holdfast.api.reconciliation;

import io.holdfast.api.money.Money;

/** A named part of a sum. */
public record Line(String name, Money amount) {}
