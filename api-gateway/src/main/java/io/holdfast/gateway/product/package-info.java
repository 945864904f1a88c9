/** Products: what sellers offer, and everybody who is signed in may look for. */
package io.holdfast.gateway.product;
