package io.holdfast.gateway.order;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.holdfast.api.query.OrderView;
import org.jspecify.annotations.Nullable;

/**
 * One order, as it is shown alone.
 *
 * @param deliveryAddress null where there is none, or the caller may not see it
 */
record OrderShown(@JsonUnwrapped OrderView order, @Nullable String deliveryAddress) {}
