/** Quotes: what an amount is in shillings, at a rate with its source, for a short time. */
@NullMarked
package io.holdfast.gateway.quote;

import org.jspecify.annotations.NullMarked;
