/** Products: what somebody offers to everybody, as far as an order needs to know it. */
package io.holdfast.api.product;
