package io.holdfast.api.product;

/** One line of a specification, as events and views carry it: what is so, and how it is. */
public record Feature(String name, String value) {}
