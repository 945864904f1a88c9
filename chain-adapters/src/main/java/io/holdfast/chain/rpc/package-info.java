/**
 * JSON-RPC over HTTP, as the nodes of many chains speak it: limits on time and size, and every
 * failure by its kind. It knows no chain.
 */
@NullMarked
package io.holdfast.chain.rpc;

import org.jspecify.annotations.NullMarked;
