package io.holdfast.api.user;

/**
 * From where somebody came, sealed under the key of the person it is about.
 *
 * @param address of the network
 * @param userAgent as the program that was used calls itself
 */
public record Origin(Sealed address, Sealed userAgent) {}
