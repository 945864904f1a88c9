package io.holdfast.api.product;

/**
 * One picture, as events carry it.
 *
 * @param cid its content id
 */
public record Image(String cid) {}
