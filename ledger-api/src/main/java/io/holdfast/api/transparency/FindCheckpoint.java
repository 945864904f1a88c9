package io.holdfast.api.transparency;

import org.jspecify.annotations.Nullable;

/**
 * One checkpoint; answered with {@link Checkpoints} of one, or of none where there is none.
 *
 * @param size of how many events; null asks for the newest
 */
public record FindCheckpoint(@Nullable Long size) {}
