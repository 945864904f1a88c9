package io.holdfast.api.query;

/**
 * Who shows this content to the asker, of what they themselves have brought; answered with {@link
 * Showing}. A seller shows the images of what they offer, to everybody; a buyer what they named as
 * an order's metadata, to both sides of the order.
 *
 * @param scope the asker's
 */
public record FindShowing(Scope scope, String cid, long minLogIndex) {}
