package io.holdfast.command.account;

import java.math.BigInteger;

/** An amount set aside and neither released nor captured yet. */
public record OpenHold(String asset, BigInteger amount, String reason, long atMillis) {}
