/**
 * Follows any chain: takes blocks in and back, keeps them and the cursor, and does so again after
 * being killed anywhere. Knows no chain; see {@link io.holdfast.chain.port}.
 */
@NullMarked
package io.holdfast.chain.engine;

import org.jspecify.annotations.NullMarked;
