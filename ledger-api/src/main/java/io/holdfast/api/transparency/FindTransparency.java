package io.holdfast.api.transparency;

/** Who signs the log, and how far; answered with {@link Transparency}. */
public record FindTransparency() {}
