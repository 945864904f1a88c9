/**
 * Several nodes for one rail: each with a circuit breaker and a rate limit, asked again with
 * growing delays, and one in place of another. Knows no chain and no protocol.
 */
@NullMarked
package io.holdfast.chain.endpoint;

import org.jspecify.annotations.NullMarked;
