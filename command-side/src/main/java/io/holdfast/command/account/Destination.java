package io.holdfast.command.account;

/** An address on a rail, in its canonical spelling. */
public record Destination(String rail, String address) {}
