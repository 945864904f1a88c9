package io.holdfast.api.transparency;

/**
 * Some lines of a bundle.
 *
 * @param text whole lines of JSON, each with its newline
 */
public record BundleLines(String text) {}
