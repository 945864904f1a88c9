/**
 * Quotes: what an amount of one asset is in another, at a rate that is stored with its source, for
 * a short time and for one order.
 */
@NullMarked
package io.holdfast.api.quote;

import org.jspecify.annotations.NullMarked;
